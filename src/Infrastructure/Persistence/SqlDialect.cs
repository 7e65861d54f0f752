using System.Data.Common;
using DbUp.Builder;

namespace FeatureFlag.Infrastructure.Persistence;

/// <summary>Everything in which the two databases differ.</summary>
internal abstract class SqlDialect : IDisposable
{
    /// <summary>"SQLite" or "PostgreSQL", for people.</summary>
    public abstract string Name { get; }

    /// <summary>Where the data is, without secrets.</summary>
    public abstract string Location { get; }

    /// <summary>Appended to a SELECT that must hold its rows until the transaction ends.</summary>
    public abstract string ForUpdate { get; }

    /// <summary>A statement that holds the name in the parameter until the transaction ends; null where writers come one after the other anyway.</summary>
    public abstract string? HoldName(string parameter);

    /// <summary>A file of this process: one write transaction at a time, and never away like a server.</summary>
    public abstract bool IsEmbedded { get; }

    /// <summary>The folder of its migration scripts.</summary>
    public abstract string MigrationFolder { get; }

    /// <summary>How long one step may take before the database counts as away.</summary>
    public abstract TimeSpan Patience { get; }

    public abstract DbConnection CreateConnection();

    /// <summary>A new connection's settings that the connection string cannot hold.</summary>
    public abstract Task ConfigureAsync(DbConnection connection);

    /// <param name="connection">Open.</param>
    /// <param name="patience">What is left of the time that a writer waits.</param>
    public abstract Task<DbTransaction> BeginWriteAsync(DbConnection connection, TimeSpan patience);

    /// <summary>A transaction whose statements all see one instant.</summary>
    public abstract Task<DbTransaction> BeginSnapshotAsync(DbConnection connection);

    /// <summary>The same, for statements that go through all units of an experiment.</summary>
    public virtual Task<DbTransaction> BeginLongReadAsync(DbConnection connection) => BeginSnapshotAsync(connection);

    /// <summary>A condition: the text in the column holds the text in the parameter, ordinally.</summary>
    public abstract string Contains(string column, string parameter);

    /// <summary>A condition: the JSON array of texts in the column has the text in the parameter as an element.</summary>
    public abstract string HasElement(string column, string parameter);

    /// <summary>A condition: the text in the column is one of those in the parameter, an array.</summary>
    public abstract string IsAmong(string column, string parameter);

    /// <summary>A number: how many elements the array of this name has, in the JSON object in the column; 0 if there is none.</summary>
    public abstract string CountIn(string column, string array);

    /// <summary>A number: how many elements the arrays of the inner name have together, in the objects of the outer array.</summary>
    public abstract string CountIn(string column, string array, string inner);

    /// <summary>The text of this name (of an array its JSON), in the object of the outer name in the JSON object in the column; NULL if there is none.</summary>
    public abstract string TextIn(string column, string outer, string name);

    /// <summary>The check constraint that was violated; null if it was something else.</summary>
    public abstract string? ViolatedCheck(DbException exception);

    /// <summary>The database cannot be reached, or cannot take this now; trying again later may help.</summary>
    public abstract bool IsUnavailable(Exception exception);

    /// <summary>Of what <see cref="IsUnavailable"/> tells: the database answered, but could not take this one now.</summary>
    public abstract bool IsBusy(Exception exception);

    /// <summary>Of what <see cref="IsUnavailable"/> tells: no space or no right to write, which only a person can mend.</summary>
    public abstract bool IsUnwritable(Exception exception);

    /// <summary>After the database was lost: connections that a pool still holds would only be found dead one by one.</summary>
    public virtual void DropIdleConnections()
    {
    }

    /// <summary>Where DbUp is to work and keep its journal.</summary>
    public abstract UpgradeEngineBuilder DeployChanges();

    /// <returns>A lock across all nodes of this database, or null if another node has it now.</returns>
    public abstract Task<IAsyncDisposable?> TryLockMigrationsAsync(CancellationToken cancellationToken);

    /// <summary>As long as it is held, only this node computes the results of the run in the background. It holds no connection of the pool, and goes with the process.</summary>
    /// <returns>Null: another node has it now.</returns>
    public abstract Task<IAsyncDisposable?> TryLockResultsAsync(long run, CancellationToken cancellationToken);

    public virtual void Dispose()
    {
    }
}
