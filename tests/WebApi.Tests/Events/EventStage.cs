using System.Globalization;
using System.Text;
using Dapper;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.WebApi.Tests.Hosting;
using FeatureFlag.WebApi.Tests.Ofrep;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace FeatureFlag.WebApi.Tests.Events;

/// <summary>An environment of its own with SDK keys, and what is in the database behind it.</summary>
internal sealed class EventStage
{
    private readonly OfrepStage _stage;
    private readonly string? _postgres;

    private EventStage(OfrepStage stage, string? postgres) => (_stage, _postgres) = (stage, postgres);

    public TestServerApp App => _stage.App;

    public string Environment => _stage.Environment;

    public string Server => _stage.Server;

    public string Client => _stage.Client;

    public Guid EnvironmentId { get; private set; }

    /// <param name="app">Where.</param>
    /// <param name="postgres">Its connection string; null: SQLite.</param>
    public static async Task<EventStage> CreateAsync(TestServerApp app, string? postgres = null)
    {
        var stage = new EventStage(await OfrepStage.CreateAsync(app), postgres);
        stage.EnvironmentId = Guid.Parse((await stage.QueryAsync<string>("SELECT id FROM environments WHERE key = @Environment", new { stage.Environment })).Single());
        return stage;
    }

    /// <summary>A time that events may have, as RFC 3339.</summary>
    public static string Now(double minutes = -5) => At(minutes).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset At(double minutes) => DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().AddMinutes(minutes).ToUnixTimeMilliseconds());

    public static string NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();

    public static string Metric(string? id = null, string unit = "alice", string name = "purchase", string? ts = null, string more = "") =>
        $$"""{"type":"metric","id":"{{id ?? NewId()}}","ts":"{{ts ?? Now()}}","unit":"{{unit}}","event":"{{name}}"{{more}}}""";

    public static string Exposure(string experiment, string unit = "alice", string variant = "on", string? ts = null, string? id = null, string more = "") =>
        $$"""{"type":"exposure","id":"{{id ?? NewId()}}","ts":"{{ts ?? Now()}}","experiment":"{{experiment}}","unit":"{{unit}}","variant":"{{variant}}"{{more}}}""";

    /// <summary>As NDJSON.</summary>
    public Task<Answer> PostAsync(params IEnumerable<string> lines) => PostBytesAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public Task<Answer> PostBytesAsync(byte[] body, string type = "application/x-ndjson", string? key = null) =>
        App.Anonymous.CallAsync("POST", "/events", new ByteArrayContent(body) { Headers = { { "Content-Type", type } } }, ("X-API-Key", key ?? Server));

    /// <summary>What is in the tables, sorted in.</summary>
    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await App.Services.GetRequiredService<IEventStore>().SettleAsync(default);
        await using System.Data.Common.DbConnection connection = _postgres is null
            ? new SqliteConnection($"Data Source={Path.Combine(App.DataDirectory, "featureflag.db")}")
            : new NpgsqlConnection(_postgres);
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    public async Task ExecuteAsync(string sql, object? parameters = null) => _ = await QueryAsync<int>(sql, parameters);

    /// <summary>Metric events as "name unit ts value attributes".</summary>
    public Task<IReadOnlyList<string>> MetricsAsync() => QueryAsync<string>(
        """
        SELECT n.name || ' ' || m.unit || ' ' || CAST(m.ts AS text) || ' ' || coalesce(CAST(m.value AS text), '-') || ' ' || coalesce(CAST(m.attributes AS text), '-')
        FROM metric_events m JOIN event_names n ON n.id = m.event WHERE n.environment_id = @EnvironmentId ORDER BY 1
        """,
        new { EnvironmentId = EnvironmentId.ToString() });

    /// <summary>Exposures as "unit variant first_at sightings attributes".</summary>
    public Task<IReadOnlyList<string>> ExposuresAsync(long run) => QueryAsync<string>(
        """
        SELECT unit || ' ' || variant || ' ' || CAST(first_at AS text) || ' ' || CAST(sightings AS text) || ' ' || coalesce(CAST(attributes AS text), '-')
        FROM exposures WHERE run = @run ORDER BY unit, variant
        """,
        new { run });

    /// <summary>An experiment with runs that started so many minutes from now.</summary>
    public async Task<IReadOnlyList<long>> StartAsync(string key, params double[] starts)
    {
        var id = NewId();
        var (environmentId, now) = (EnvironmentId.ToString(), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        await ExecuteAsync(
            """
            INSERT INTO experiments (id, environment_id, key, flag_key, name, status, definition, conclusion, search_text, version, created_at, updated_at)
            VALUES (@id, @environmentId, @key, @key, @key, 'running', '{}', '', '', 1, @now, @now)
            """,
            new { id, environmentId, key, now });
        var runs = new List<long>();
        foreach (var start in starts)
        {
            runs.Add(await NewRunAsync());
            await ExecuteAsync(
                "INSERT INTO experiment_runs (run, experiment_id, number, started_at, definition) VALUES (@run, @id, @number, @startedAt, '{}')",
                new { run = runs[^1], id, number = runs.Count, startedAt = At(start).ToUnixTimeMilliseconds() });
        }

        return runs;
    }

    public async Task<long> NewRunAsync() => (await QueryAsync<long>("INSERT INTO runs DEFAULT VALUES RETURNING id")).Single();

    /// <summary>A flag on which an experiment runs: half and half, not for targets and rules, and only for units within its traffic.</summary>
    public async Task<(string Flag, long Run)> NewFlagAsync(decimal traffic = 100, Func<Flag, Flag>? change = null)
    {
        var (key, run) = (SharedServer.NewKey("experiment"), await NewRunAsync());
        var flag = A.Flag(key) with
        {
            IsClientVisible = true,
            Targets = [new("off", ["target"])],
            Rules = [new() { Id = "rule", When = new() { Attribute = "plan", Operator = "equals", Values = [Domain.JsonToken.Of("staff")] }, Serve = Serve.Always("on") }],
            Experiment = new FlagExperiment
            {
                Key = key, Run = run, Salt = key, Arms = [new("on", 50_000), new("off", 50_000)], Traffic = A.Percentage(traffic), Dimensions = ["country", "age"],
            },
        };
        await _stage.AddAsync(change?.Invoke(flag) ?? flag);
        return (key, run);
    }

    /// <summary>Evaluates one flag by GET or POST.</summary>
    public Task<Answer> EvaluateAsync(string flag, string userId, object? attributes = null) => App.Anonymous.CallAsync(
        "POST", $"/evaluate/{flag}", new { environment_key = Environment, user_id = userId, attributes = attributes ?? new { } });

    public Task<Answer> OfrepAsync(string flag, string userId) => _stage.OneAsync(flag, OfrepStage.Of(userId));

    public Task<Answer> OfrepBulkAsync(string userId) => _stage.AllAsync(OfrepStage.Of(userId));
}
