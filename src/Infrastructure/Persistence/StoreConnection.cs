using System.Data.Common;
using FeatureFlag.Application.Pipeline;

namespace FeatureFlag.Infrastructure.Persistence;

/// <summary>
/// One connection while somebody uses it. A step that is not answered in time is left behind together with the
/// connection. It is not cancelled: the driver would ask a frozen server to over a second connection, and block a
/// thread for seconds with that.
/// </summary>
internal sealed class StoreConnection(Database database, DbConnection connection) : IAsyncDisposable
{
    private Task? _leftBehind;

    public Task OpenAsync() => RunAsync(
        async c =>
        {
            await c.OpenAsync(CancellationToken.None);
            await database.Dialect.ConfigureAsync(c);
            return true;
        },
        provesLife: false);

    /// <exception cref="StoreUnavailableException">The database cannot be reached, or did not answer in time.</exception>
    public Task<T> RunAsync<T>(Func<DbConnection, Task<T>> step) => RunAsync(step, provesLife: true);

    /// <inheritdoc cref="RunAsync{T}(Func{DbConnection, Task{T}})"/>
    public Task RunAsync(Func<DbConnection, Task> step) => RunAsync(async c =>
    {
        await step(c);
        return true;
    });

    private async Task<T> RunAsync<T>(Func<DbConnection, Task<T>> step, bool provesLife)
    {
        if (_leftBehind is not null)
        {
            throw new StoreUnavailableException("The database did not answer a step before this one.");
        }

        Task<T>? running = null;
        try
        {
            return await database.GuardAsync(() => running = step(connection), provesLife);
        }
        catch (StoreUnavailableException) when (running is { IsCompleted: false })
        {
            _leftBehind = running;
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_leftBehind is null)
        {
            await connection.DisposeAsync();
        }
        else
        {
            _ = CloseAfterAsync(_leftBehind);
        }
    }

    /// <summary>Whatever becomes of the step, nobody waits for it any more.</summary>
    private async Task CloseAfterAsync(Task step)
    {
        await step.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await connection.DisposeAsync();
    }
}
