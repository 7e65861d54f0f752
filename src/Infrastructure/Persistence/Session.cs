using System.Data.Common;
using Dapper;
using FeatureFlag.Application.Pipeline;

namespace FeatureFlag.Infrastructure.Persistence;

/// <summary>The one connection of a scope, opened when first needed, and its transaction while there is one.</summary>
internal sealed class Session(Database database) : IStore, IAsyncDisposable
{
    private DbConnection? _connection;
    private DbTransaction? _transaction;

    public SqlDialect Dialect => Database.Dialect;

    private Database Database => database;

    public async Task<IStoreTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectionAsync(cancellationToken);
        var turn = await database.WriterTurnAsync(cancellationToken);
        try
        {
            _transaction = await database.GuardAsync(token => Dialect.BeginWriteAsync(connection, token), cancellationToken);
            return new Transaction(this, turn);
        }
        catch
        {
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

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }

    private async Task<T> RunAsync<T>(
        Func<DbConnection, CommandDefinition, Task<T>> run, string sql, object? parameters, CancellationToken cancellationToken)
    {
        var connection = await ConnectionAsync(cancellationToken);
        return await database.GuardAsync(
            token => run(connection, new CommandDefinition(sql, parameters, _transaction, cancellationToken: token)), cancellationToken);
    }

    private async Task<DbConnection> ConnectionAsync(CancellationToken cancellationToken) =>
        _connection ??= await database.OpenAsync(cancellationToken);

    private sealed class Transaction(Session session, IDisposable? turn) : IStoreTransaction
    {
        public Task CommitAsync() => session.Database.GuardAsync(
            async _ =>
            {
                await session._transaction!.CommitAsync(CancellationToken.None);
                return true;
            },
            CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            try
            {
                await session._transaction!.DisposeAsync();
            }
            finally
            {
                session._transaction = null;
                turn?.Dispose();
            }
        }
    }
}
