using FeatureFlag.Application.Pipeline;

namespace FeatureFlag.WebApi.Commands;

/// <summary>After a start without the database: makes it ready as soon as it is there. Until then requests that need it get 503.</summary>
/// <param name="app">Listens already.</param>
/// <param name="away">Why it was not made ready at the start.</param>
/// <param name="prepareAsync">Makes it ready.</param>
internal sealed partial class LateSetup(WebApplication app, StoreUnavailableException away, Func<Task> prepareAsync)
{
    private static readonly TimeSpan NextTry = TimeSpan.FromSeconds(1);

    /// <summary>What waiting does not mend, and a person may.</summary>
    private static readonly TimeSpan NextTryAfterFault = TimeSpan.FromSeconds(30);

    private readonly ILogger _logger = app.Services.GetRequiredService<ILogger<LateSetup>>();

    public async Task RunAsync()
    {
        var stopping = app.Lifetime.ApplicationStopping;
        var time = app.Services.GetRequiredService<TimeProvider>();
        LogAway(away.Message);
        var next = NextTry;
        while (next > TimeSpan.Zero)
        {
            await Task.Delay(next, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stopping.IsCancellationRequested)
            {
                return;
            }

            next = await TryAsync();
        }
    }

    /// <returns>When to try again; zero: no more.</returns>
    private async Task<TimeSpan> TryAsync()
    {
        try
        {
            await prepareAsync();
            return TimeSpan.Zero;
        }
        catch (StoreUnavailableException)
        {
            return NextTry;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return NextTry;
        }
        catch (Exception exception)
        {
            LogFault(exception);
            return NextTryAfterFault;
        }
    }

    [LoggerMessage(LogLevel.Error, "Started without the database, which is tried every second. {Cause}")]
    private partial void LogAway(string cause);

    [LoggerMessage(LogLevel.Critical, "The database is there, but could not be made ready; evaluation goes on from files")]
    private partial void LogFault(Exception exception);
}
