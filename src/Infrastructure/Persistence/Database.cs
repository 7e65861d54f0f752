using System.Data.Common;
using FeatureFlag.Application.Pipeline;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Infrastructure.Persistence;

/// <summary>Gives out connections, bounds every wait, and says at once when the database is known to be away.</summary>
internal sealed partial class Database : IDisposable
{
    private readonly CircuitBreaker _breaker;
    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly ILogger<Database> _logger;

    static Database() => TypeHandlers.Register();

    public Database(SqlDialect dialect, TimeProvider time, ILogger<Database> logger)
    {
        Dialect = dialect;
        _logger = logger;
        _breaker = new CircuitBreaker(failuresToOpen: 3, TimeSpan.FromSeconds(1), time, Log);
    }

    public SqlDialect Dialect { get; }

    /// <summary>
    /// False from a migration that could not reach the database until one succeeds: a server that started without its
    /// database must not use a schema that may be of the version before.
    /// </summary>
    public bool IsMigrated { get; set; } = true;

    /// <exception cref="StoreUnavailableException">It cannot be reached.</exception>
    public async Task<StoreConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!IsMigrated || !_breaker.MayTry())
        {
            throw new StoreUnavailableException($"The database ({Dialect.Name}) cannot be reached.");
        }

        var connection = new StoreConnection(this, Dialect.CreateConnection());
        try
        {
            await connection.OpenAsync();
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>An open connection for a read that takes longer than a request may; whoever has it bounds every wait.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be reached.</exception>
    public async Task<DbConnection> ConnectForLongReadAsync(CancellationToken cancellationToken)
    {
        await using (await ConnectAsync(cancellationToken))
        {
            // It answers, or says in time that it does not.
        }

        var connection = Dialect.CreateConnection();
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (Exception exception) when (Dialect.IsUnavailable(exception))
        {
            await connection.DisposeAsync();
            throw new StoreUnavailableException($"The database ({Dialect.Name}) cannot be reached: {exception.Message}", exception);
        }
    }

    /// <inheritdoc cref="SqlDialect.TryLockResultsAsync"/>
    /// <exception cref="StoreUnavailableException">It cannot be reached.</exception>
    public async Task<IAsyncDisposable?> TryLockResultsAsync(long run, CancellationToken cancellationToken)
    {
        try
        {
            return await Dialect.TryLockResultsAsync(run, cancellationToken);
        }
        catch (Exception exception) when (Dialect.IsUnavailable(exception))
        {
            throw new StoreUnavailableException($"The database ({Dialect.Name}) cannot be reached: {exception.Message}", exception);
        }
    }

    /// <summary>Waits for one step with the database, but not for ever; what means "not now" becomes <see cref="StoreUnavailableException"/>.</summary>
    /// <param name="step">What to wait for.</param>
    /// <param name="provesLife">False for what a pool can answer by itself: that it went well says nothing about the database.</param>
    public async Task<T> GuardAsync<T>(Func<Task<T>> step, bool provesLife)
    {
        try
        {
            var result = await step().WaitAsync(Dialect.Patience);
            if (provesLife)
            {
                _breaker.Succeeded();
            }

            return result;
        }
        catch (Exception exception) when (exception is TimeoutException || Dialect.IsUnavailable(exception))
        {
            Count(exception);

            throw new StoreUnavailableException($"The database ({Dialect.Name}) cannot be reached or is too busy: {exception.Message}", exception);
        }
    }

    /// <summary>False from a write that failed for want of space or rights until one succeeds; reads may well go on.</summary>
    public bool IsWritable { get; private set; } = true;

    public void WriteSucceeded()
    {
        if (!IsWritable)
        {
            IsWritable = true;
            LogWritable(Dialect.Name, Dialect.Location);
        }
    }

    /// <summary>Waits for the turn to write, where only one may.</summary>
    /// <returns>Dispose it after the transaction.</returns>
    public async Task<IDisposable?> WriterTurnAsync(CancellationToken cancellationToken)
    {
        if (!Dialect.IsEmbedded)
        {
            return null;
        }

        return await _writer.WaitAsync(Dialect.Patience, cancellationToken)
            ? new Turn(_writer)
            : throw new StoreUnavailableException("The database is busy with other changes.");
    }

    public void Dispose()
    {
        _writer.Dispose();
        Dialect.Dispose();
    }

    private void Count(Exception exception)
    {
        if (Dialect.IsUnwritable(exception))
        {
            if (IsWritable)
            {
                IsWritable = false;
                LogUnwritable(Dialect.Name, Dialect.Location, exception.Message);
            }
        }
        else if (!Dialect.IsBusy(exception))
        {
            _breaker.Failed();
        }
    }

    private void Log(bool open)
    {
        if (open)
        {
            Dialect.DropIdleConnections();
            LogLost(Dialect.Name, Dialect.Location);
        }
        else
        {
            LogBack(Dialect.Name, Dialect.Location);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Database} at {Location} cannot be reached: requests that need it are answered with 503 until it is back")]
    private partial void LogLost(string database, string location);

    [LoggerMessage(LogLevel.Information, "{Database} at {Location} is back")]
    private partial void LogBack(string database, string location);

    [LoggerMessage(LogLevel.Error, "{Database} at {Location} cannot be written: changes are answered with 503, reading and evaluation go on: {Cause}")]
    private partial void LogUnwritable(string database, string location, string cause);

    [LoggerMessage(LogLevel.Information, "{Database} at {Location} can be written again")]
    private partial void LogWritable(string database, string location);

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }
}
