using System.Data;
using System.Data.Common;
using Dapper;
using DbUp.Builder;
using Npgsql;

namespace FeatureFlag.Infrastructure.Persistence;

internal sealed class PostgresDialect : SqlDialect
{
    /// <summary>Any number that no other program on the same database is likely to lock ("ffmigrat" in ASCII).</summary>
    private const long MigrationLock = 0x66666d6967726174;

    /// <summary>The same ("ffresult"), to which the number of a run is added.</summary>
    private const long ResultsLock = 0x6666726573756c74;

    private readonly NpgsqlDataSource _source;
    private readonly string _connectionString;

    public PostgresDialect(string connectionString)
    {
        _connectionString = WithDefaults(connectionString);
        _source = new NpgsqlDataSourceBuilder(_connectionString).Build();
        var settings = new NpgsqlConnectionStringBuilder(_connectionString);
        Location = $"{settings.Host}:{settings.Port}/{settings.Database}";
    }

    public override string Name => "PostgreSQL";

    public override string Location { get; }

    public override string ForUpdate => " FOR UPDATE";

    public override bool IsEmbedded => false;

    public override string HoldName(string parameter) => $"SELECT pg_advisory_xact_lock(hashtextextended({parameter}, 0))";

    public override TimeSpan Patience => TimeSpan.FromSeconds(2);

    public override string MigrationFolder => "Postgres";

    public override DbConnection CreateConnection() => _source.CreateConnection();

    public override Task ConfigureAsync(DbConnection connection) => Task.CompletedTask;

    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, TimeSpan patience) =>
        await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);

    public override async Task<DbTransaction> BeginSnapshotAsync(DbConnection connection) =>
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);

    /// <summary>Sorts in memory, and takes units in the order of their index: out of order, each looks up its events somewhere else.</summary>
    public override async Task<DbTransaction> BeginLongReadAsync(DbConnection connection)
    {
        var transaction = await BeginSnapshotAsync(connection);
        await connection.ExecuteAsync("SET LOCAL work_mem = '64MB'; SET LOCAL enable_hashagg = off");
        return transaction;
    }

    public override string Contains(string column, string parameter) => $"strpos({column}, {parameter}) > 0";

    public override string HasElement(string column, string parameter) => $"CAST({column} AS jsonb) @> to_jsonb(CAST({parameter} AS text))";

    public override string IsAmong(string column, string parameter) => $"{column} = ANY({parameter})";

    public override string CountIn(string column, string array) => $"coalesce(jsonb_array_length(CAST({column} AS jsonb) -> '{array}'), 0)";

    public override string CountIn(string column, string array, string inner) =>
        $"jsonb_array_length(jsonb_path_query_array(CAST({column} AS jsonb), '$.{array}[*].{inner}[*]'))";

    public override string TextIn(string column, string outer, string name) => $"CAST({column} AS jsonb) #>> '{{{outer},{name}}}'";

    public override string? ViolatedCheck(DbException exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.CheckViolation } violation ? violation.ConstraintName : null;

    public override bool IsUnavailable(Exception exception) => exception switch
    {
        // Connection trouble, out of resources, shutting down, read-only after a fail-over, a lock or statement that took too long.
        PostgresException postgres => postgres.SqlState[..2] is "08" or "53" or "57" or "58" or "40" or "28" or "3D"
            || postgres.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.LockNotAvailable,
        NpgsqlException or TimeoutException => true,
        _ => false,
    };

    public override bool IsBusy(Exception exception) => exception is PostgresException postgres
        && (postgres.SqlState[..2] is "40" or "53" || postgres.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.QueryCanceled);

    public override bool IsUnwritable(Exception exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.DiskFull or PostgresErrorCodes.ReadOnlySqlTransaction };

    public override void DropIdleConnections() => _source.Clear();

    public override UpgradeEngineBuilder DeployChanges()
    {
        // A migration of a large table may take its time; a request may not.
        var patient = new NpgsqlConnectionStringBuilder(_connectionString) { CommandTimeout = 0 };
        return DbUp.DeployChanges.To.PostgresqlDatabase(patient.ConnectionString).JournalToPostgresqlTable("public", "schema_versions");
    }

    public override Task<IAsyncDisposable?> TryLockMigrationsAsync(CancellationToken cancellationToken) => TryLockAsync(MigrationLock, cancellationToken);

    public override Task<IAsyncDisposable?> TryLockResultsAsync(long run, CancellationToken cancellationToken) => TryLockAsync(ResultsLock + run, cancellationToken);

    public override void Dispose() => _source.Dispose();

    private async Task<IAsyncDisposable?> TryLockAsync(long name, CancellationToken cancellationToken)
    {
        // The lock lives as long as its session: a node that is killed holds nothing back.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            if (await connection.QuerySingleAsync<bool>("SELECT pg_try_advisory_lock(@name)", new { name }))
            {
                return connection;
            }
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>The driver's own defaults wait up to 50 s for a frozen server; a service needs an answer sooner.</summary>
    private static string WithDefaults(string connectionString)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "featureflag" };
        Default("Timeout", () => settings.Timeout = 2);
        Default("Command Timeout", () => settings.CommandTimeout = 10); // ends what was left behind; nobody waits that long
        Default("Maximum Pool Size", () => settings.MaxPoolSize = 30);
        return settings.ConnectionString;

        void Default(string keyword, Action set)
        {
            if (!given.ContainsKey(keyword))
            {
                set();
            }
        }
    }
}
