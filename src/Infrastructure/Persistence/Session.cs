using System.Data.Common;
using Dapper;
using FeatureFlag.Application.Pipeline;

namespace FeatureFlag.Infrastructure.Persistence;

/// <summary>
/// The database of one scope. Within a transaction there is one connection; outside, each statement takes its own from
/// the pool: a request that hashes a password or waits for snapshots must not keep one from those it waits for.
/// </summary>
internal sealed class Session(Database database, TimeProvider time) : IStore
{
    private Transaction? _transaction;

    private Database Database => database;

    public SqlDialect Dialect => database.Dialect;

    public async Task<IStoreTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        if (_transaction is not null)
        {
            throw new InvalidOperationException("A change cannot begin inside another one: it would commit on its own.");
        }

        var startedAt = time.GetTimestamp();
        var turn = await database.WriterTurnAsync(cancellationToken);
        StoreConnection? connection = null;
        try
        {
            connection = await database.ConnectAsync(cancellationToken);
            return _transaction = new(this, connection, await connection.RunAsync(c => Dialect.BeginWriteAsync(c, Dialect.Patience - time.GetElapsedTime(startedAt))), turn);
        }
        catch
        {
            await (connection?.DisposeAsync() ?? ValueTask.CompletedTask);
            turn?.Dispose();
            throw;
        }
    }

    public Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        RunAsync<IReadOnlyList<T>>(async (c, command) => (await c.QueryAsync<T>(command)).AsList(), sql, parameters, cancellationToken);

    public Task<T?> FindAsync<T>(string sql, object? parameters, CancellationToken cancellationToken) =>
        RunAsync((c, command) => c.QueryFirstOrDefaultAsync<T>(command), sql, parameters, cancellationToken);

    /// <returns>The number of rows.</returns>
    public Task<int> ExecuteAsync(string sql, object? parameters, CancellationToken cancellationToken) =>
        RunAsync((c, command) => c.ExecuteAsync(command), sql, parameters, cancellationToken);

    /// <summary>What Dapper would be too slow for, within the transaction that has begun.</summary>
    public Task<T> BulkAsync<T>(Func<DbConnection, Task<T>> write) =>
        (_transaction ?? throw new InvalidOperationException("Begin first: what is written in bulk belongs together.")).Connection.RunAsync(write);

    private async Task<T> RunAsync<T>(
        Func<DbConnection, CommandDefinition, Task<T>> run, string sql, object? parameters, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_transaction is { } transaction)
        {
            return await transaction.Connection.RunAsync(c => run(c, new(sql, parameters, transaction.Inner)));
        }

        await using var connection = await database.ConnectAsync(cancellationToken);
        return await connection.RunAsync(c => run(c, new(sql, parameters)));
    }

    private sealed class Transaction(Session session, StoreConnection connection, DbTransaction inner, IDisposable? turn) : IStoreTransaction
    {
        public StoreConnection Connection => connection;

        public DbTransaction Inner => inner;

        public async Task CommitAsync()
        {
            try
            {
                await connection.RunAsync(_ => inner.CommitAsync());
                session.Database.WriteSucceeded();
            }
            catch (StoreUnavailableException exception) when (!session.Dialect.IsEmbedded)
            {
                throw new StoreUnavailableException(exception.Message, exception.InnerException) { IsOutcomeUnknown = true };
            }
        }

        public async ValueTask DisposeAsync()
        {
            session._transaction = null;
            try
            {
                await connection.RunAsync(_ => inner.DisposeAsync().AsTask());
            }
            catch (StoreUnavailableException)
            {
                // A transaction whose connection is lost is undone by the server.
            }
            finally
            {
                await connection.DisposeAsync();
                turn?.Dispose();
            }
        }
    }
}
