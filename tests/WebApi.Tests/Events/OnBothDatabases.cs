using FeatureFlag.TestKit.Servers;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Events;

/// <summary>Each class has a server per database, and each test an environment.</summary>
[TestFixture("SQLite")]
[TestFixture("PostgreSQL")]
internal abstract class OnBothDatabases(string store, params string[] settings)
{
    private TestServerApp _app = null!;
    private string? _postgres;

    protected bool IsSqlite => store == "SQLite";

    protected string? Postgres => _postgres;

    protected EventStage Stage { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task StartServer()
    {
        _postgres = IsSqlite ? null : await PostgresServer.Shared.CreateDatabaseAsync();
        string[] database = IsSqlite ? [] : [$"--ConnectionStrings:Postgres={_postgres}", "--Auth:JwtSecret=the secret of a test with servers"];
        _app = await TestServerApp.StartAsync([.. database, .. settings]);
    }

    [SetUp]
    public async Task CreateStage() => Stage = await EventStage.CreateAsync(_app, _postgres);

    [OneTimeTearDown]
    public async Task StopServer()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
