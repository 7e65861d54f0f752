using System.Data.Common;
using Dapper;
using DbUp.Builder;
using FeatureFlag.Application.Pipeline;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FeatureFlag.Infrastructure.Persistence;

/// <summary>SQLite in WAL mode: readers never wait, writers come one after the other, a commit is on disk when it returns.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    private readonly string _connectionString;

    // Kept open for ever: with a full disk, new connections could not even read.
    private SqliteConnection? _anchor;

    public SqliteDialect(string path)
    {
        Location = Path.GetFullPath(path);
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = Location,
            ForeignKeys = true,
            DefaultTimeout = (int)BusyTimeout.TotalSeconds,
        }.ConnectionString;
    }

    public override string Name => "SQLite";

    public override string Location { get; }

    public override string ForUpdate => "";

    public override bool IsEmbedded => true;

    public override string? HoldName(string parameter) => null;

    public override TimeSpan Patience => BusyTimeout;

    public override string MigrationFolder => "Sqlite";

    /// <summary>Makes the file if need be, and refuses to go on with a damaged one.</summary>
    /// <exception cref="StoreUnavailableException">The file is damaged or cannot be opened; the message says what to do.</exception>
    public void Open()
    {
        Dispose(); // of an attempt before: the file may be another one now
        try
        {
            DataDirectory.Create(Path.GetDirectoryName(Location)!);
            new FileStream(Location, DataDirectory.PrivateFile(FileMode.OpenOrCreate)).Dispose();
            _anchor = new SqliteConnection(_connectionString);
            _anchor.Open();
            _anchor.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
            var verdict = _anchor.QueryFirst<string>("PRAGMA quick_check(1)");
            if (verdict != "ok")
            {
                throw Damaged(verdict);
            }
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB)
        {
            throw Damaged(exception.Message);
        }
        catch (Exception exception) when (exception is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException(
                $"The SQLite database {Location} cannot be opened: {exception.Message} Check that the folder exists, is writable and has space.", exception);
        }
    }

    public override DbConnection CreateConnection() => new SqliteConnection(_connectionString);

    public override async Task ConfigureAsync(DbConnection connection) =>
        await connection.ExecuteAsync("PRAGMA synchronous = FULL");

    public override Task<DbTransaction> BeginWriteAsync(DbConnection connection, TimeSpan patience)
    {
        var sqlite = (SqliteConnection)connection;
        sqlite.DefaultTimeout = Math.Max(1, (int)patience.TotalSeconds); // 0 would wait for ever
        return Task.FromResult<DbTransaction>(sqlite.BeginTransaction(deferred: false));
    }

    public override Task<DbTransaction> BeginSnapshotAsync(DbConnection connection) =>
        Task.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public override string Contains(string column, string parameter) => $"instr({column}, {parameter}) > 0";

    public override string HasElement(string column, string parameter) =>
        $"EXISTS (SELECT 1 FROM json_each({column}) WHERE value = {parameter})";

    public override string IsAmong(string column, string parameter) => $"{column} IN {parameter}"; // Dapper writes the list out

    public override string CountIn(string column, string array) => $"coalesce(json_array_length({column}, '$.{array}'), 0)";

    public override string CountIn(string column, string array, string inner) =>
        $"(SELECT count(*) FROM json_each({column}, '$.{array}') AS outer_, json_each(outer_.value, '$.{inner}'))";

    public override string TextIn(string column, string outer, string name) => $"json_extract({column}, '$.{outer}.{name}')";

    public override string? ViolatedCheck(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: raw.SQLITE_CONSTRAINT_CHECK } violation
            ? violation.Message.Split(": ")[^1].TrimEnd('\'', '.')
            : null;

    public override bool IsUnavailable(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: not (raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_MISUSE) };

    public override bool IsBusy(Exception exception) => true;

    public override bool IsUnwritable(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN };

    public override UpgradeEngineBuilder DeployChanges() =>
        DbUp.DeployChanges.To.SqliteDatabase(_connectionString).JournalToSqliteTable("schema_versions");

    public override Task<IAsyncDisposable?> TryLockMigrationsAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<IAsyncDisposable?>(
                new FileStream(Location + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return Task.FromResult<IAsyncDisposable?>(null);
        }
    }

    /// <summary>There is one node, and it computes one run after the other.</summary>
    public override Task<IAsyncDisposable?> TryLockResultsAsync(long run, CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable?>(Stream.Null);

    public override void Dispose()
    {
        _anchor?.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(_connectionString));
    }

    private StoreUnavailableException Damaged(string verdict) => new(
        $"The SQLite database {Location} is damaged ({verdict}). Nothing was changed. Move it away and put a backup in its place, " +
        $"or try to save what is left: sqlite3 \"{Location}\" \".recover\" | sqlite3 recovered.db");
}
