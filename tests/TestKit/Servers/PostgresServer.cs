using Npgsql;

namespace FeatureFlag.TestKit.Servers;

/// <summary>A throw-away PostgreSQL, or the server that TEST_POSTGRES (a connection string) names.</summary>
public sealed class PostgresServer : TestServer
{
    private const string Variable = "TEST_POSTGRES";
    private static readonly Lazy<PostgresServer> OneForAll = new(Open);

    private readonly PostgresCluster? cluster;
    private readonly NpgsqlConnectionStringBuilder? external;
    private readonly List<string> created = [];

    private PostgresServer(PostgresCluster cluster)
        : base(cluster.Process) => this.cluster = cluster;

    private PostgresServer(NpgsqlConnectionStringBuilder external)
        : base(process: null)
    {
        this.external = external;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Dispose();
    }

    /// <summary>One server per test process, started when first asked for. Not for tests that stop or pause it.</summary>
    public static PostgresServer Shared => OneForAll.Value;

    private protected override IEnumerable<string> Command => cluster!.Command(Port);

    /// <summary>Starts a server of its own, for tests that stop, kill or pause it.</summary>
    /// <param name="fsync">False: commits survive <see cref="TestServer.Kill"/>, but not a crash of the machine.</param>
    /// <param name="settings">More settings, as "name=value".</param>
    public static PostgresServer StartNew(bool fsync = false, params string[] settings)
    {
        var server = new PostgresServer(PostgresCluster.Create([$"fsync={(fsync ? "on" : "off")}", .. settings]));
        server.StartOnFreePort();
        return server;
    }

    public string ConnectionString(string database)
    {
        var builder = external is null
            ? new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = Port, Username = PostgresCluster.Superuser }
            : new NpgsqlConnectionStringBuilder(external.ConnectionString);
        builder.Database = database;
        return builder.ConnectionString;
    }

    /// <summary>Creates an empty database with a name of its own and returns the connection string to it.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var name = $"ff_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await using var connection = new NpgsqlConnection(Administration());
        await connection.OpenAsync(cancellationToken);
        // template0: nobody can be connected to it, so this works for many at a time.
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name} TEMPLATE template0", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        lock (created)
        {
            created.Add(name);
        }

        return ConnectionString(name);
    }

    protected override void Dispose(bool disposing)
    {
        if (IsExternal)
        {
            DropCreated();
        }
        else
        {
            // Immediate shutdown rather than kill -9: it gives the kernel its shared memory back.
            Own.Stop(Signal.Quit);
        }

        base.Dispose(disposing);
    }

    private protected override bool Answers()
    {
        try
        {
            using var connection = new NpgsqlConnection(Administration());
            connection.Open();
            // Ours, and not one of another test run that took the port.
            using var command = new NpgsqlCommand("SHOW data_directory", connection) { CommandTimeout = 5 };
            return command.ExecuteScalar() is string directory && directory == cluster!.Data;
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }

    private static PostgresServer Open() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } connectionString
            ? new PostgresServer(new NpgsqlConnectionStringBuilder(connectionString))
            : StartNew();

    private string Administration() =>
        new NpgsqlConnectionStringBuilder(ConnectionString(external?.Database ?? "postgres")) { Pooling = false, Timeout = 5 }
            .ConnectionString;

    private void DropCreated()
    {
        try
        {
            using var connection = new NpgsqlConnection(Administration());
            connection.Open();
            foreach (var name in created)
            {
                using var command = new NpgsqlCommand($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", connection);
                command.ExecuteNonQuery();
            }
        }
        catch (NpgsqlException failure)
        {
            // The tests are over; leftovers are no reason to fail them.
            Console.Error.WriteLine($"Test databases were left behind: {failure.Message}");
        }
    }
}
