using System.Data.Common;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Infrastructure.Persistence;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FeatureFlag.Infrastructure.Experiments;

/// <summary>
/// A read that may take minutes: on a connection of its own, in one snapshot of the database, without the patience of requests and without ever writing.
/// Ending it ends the statement in the database too.
/// </summary>
internal sealed class LongRead : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>PostgreSQL refuses a number that a double cannot hold, where SQLite says infinity.</summary>
    private const string OutOfRange = "22003";

    private const string Mark = "before_statement";

    private readonly SqlDialect _dialect;
    private readonly DbConnection _connection;
    private readonly DbTransaction _transaction;

    private LongRead(SqlDialect dialect, DbConnection connection, DbTransaction transaction) =>
        (_dialect, _connection, _transaction) = (dialect, connection, transaction);

    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    public static async Task<LongRead> BeginAsync(Database database, CancellationToken cancellationToken)
    {
        var connection = await database.ConnectForLongReadAsync(cancellationToken);
        try
        {
            return new(database.Dialect, connection, await database.Dialect.BeginLongReadAsync(connection));
        }
        catch (Exception exception)
        {
            await connection.DisposeAsync();
            throw Translated(database.Dialect, exception, cancellationToken) ?? exception;
        }
    }

    /// <returns>Null: a number was too large.</returns>
    /// <exception cref="StoreUnavailableException">The database is away, or took too long.</exception>
    public async Task<List<T>?> QueryAsync<T>(string sql, SqlParameters parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var interruption = patience.Token.Register(Interrupt);
        try
        {
            await _transaction.SaveAsync(Mark, patience.Token);
            return await Task.Run(() => ReadAsync(sql, parameters, read, patience.Token), patience.Token); // SQLite works on the thread that asks
        }
        catch (DbException exception) when (exception.SqlState == OutOfRange)
        {
            await _transaction.RollbackAsync(Mark, cancellationToken);
            return null;
        }
        catch (Exception exception) when (Translated(_dialect, exception, cancellationToken) is { } known)
        {
            throw known;
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _transaction.DisposeAsync();
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            // The connection is lost, and the transaction with it.
        }

        await _connection.DisposeAsync();
    }

    /// <summary>Null: a fault of ours.</summary>
    private static Exception? Translated(SqlDialect dialect, Exception exception, CancellationToken cancellationToken) => exception switch
    {
        _ when cancellationToken.IsCancellationRequested => new OperationCanceledException(cancellationToken),
        OperationCanceledException => new StoreUnavailableException($"The database ({dialect.Name}) did not add up the events within {Patience.TotalMinutes:0} minutes."),
        _ when dialect.IsUnavailable(exception) => new StoreUnavailableException($"The database ({dialect.Name}) cannot be reached or is too busy: {exception.Message}", exception),
        _ => null,
    };

    private async Task<List<T>> ReadAsync<T>(string sql, SqlParameters parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = _connection.CreateCommand();
        (command.CommandText, command.Transaction, command.CommandTimeout) = (sql, _transaction, (int)Patience.TotalSeconds);
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    /// <summary>SQLite's driver does not end a statement that goes on.</summary>
    private void Interrupt()
    {
        if (_connection is SqliteConnection { Handle: { } handle })
        {
            raw.sqlite3_interrupt(handle);
        }
    }
}
