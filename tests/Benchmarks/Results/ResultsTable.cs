using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using FeatureFlag.Application;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Infrastructure;
using FeatureFlag.TestKit.Servers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace FeatureFlag.Benchmarks.Results;

/// <summary>
/// What results cost: 200 000 units, 400 000 exposures, 2 million events, one metric with CUPED; beside the bare statement of the reference on the same
/// rows in the same run. <c>dotnet run -c Release --project tests/Benchmarks -- results</c>
/// </summary>
internal static class ResultsTable
{
    private const int Units = 200_000;
    private const int Events = 2_000_000;
    private const int Rounds = 3;
    private const long Run = 1;
    private const long Week = 604_800_000;

    /// <summary>Six days, from which events before an exposure come.</summary>
    private const long Before = 518_400_000;

    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset AsOf = Start.AddDays(14);
    private static readonly Guid Environment = Guid.Parse("0198c0de-7000-7000-8000-000000000001");

    public static async Task WriteAsync()
    {
        var directory = Directory.CreateTempSubdirectory("ff-results-").FullName;
        try
        {
            await MeasureAsync("SQLite", null, directory, () => new SqliteConnection($"Data Source={Path.Combine(directory, "featureflag.db")}"));
            var postgres = await PostgresServer.Shared.CreateDatabaseAsync();
            await MeasureAsync("PostgreSQL", postgres, directory, () => new NpgsqlConnection(postgres));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task MeasureAsync(string name, string? postgres, string directory, Func<DbConnection> connect)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("ConnectionStrings:Postgres", postgres), new("Storage:DataDirectory", directory), new("Auth:JwtSecret", "a secret that is known to the benchmark alone"),
        ]).Build();
        await using var services = new ServiceCollection().AddLogging().AddMetrics().AddSingleton(TimeProvider.System).AddApplication()
            .AddInfrastructure(InfrastructureOptions.From(configuration, directory)).BuildServiceProvider();
        await services.GetRequiredService<IMigrator>().MigrateAsync(default);
        await using (var connection = connect())
        {
            await connection.OpenAsync();
            await FillAsync(connection, postgres is not null);
        }

        var subject = Subject();
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var (seconds, data) = await TimedAsync(() => services.GetRequiredService<IRunDataReader>().ReadAsync(Environment, subject, AsOf, default));
            var (bareSeconds, bareSum) = await TimedAsync(() => BareAsync(connect));
            ours.Add(seconds);
            bare.Add(bareSeconds);
            var arms = data.Metrics.Single()!.Arms.Values;
            if (arms.Sum(arm => arm.Moments.Units) != Units || Math.Abs(arms.Sum(arm => arm.Sum) - bareSum) > 1e-9 * bareSum)
            {
                throw new InvalidOperationException("The two have not computed the same.");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: results {ours.Min():0.00} s, bare statement {bare.Min():0.00} s, ratio {ours.Min() / bare.Min():0.00} (best of {Rounds})"));
    }

    /// <summary>Two exposures of each unit, of which the store keeps one row; ten events of each, four of them before it.</summary>
    private static async Task FillAsync(DbConnection connection, bool isPostgres)
    {
        var series = isPostgres ? "SELECT generate_series(CAST(0 AS bigint), {0}) AS i" : "WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i < {0}) SELECT i FROM s";
        string Numbers(int count) => string.Format(CultureInfo.InvariantCulture, series, count - 1);
        await ExecuteAsync(connection, $"INSERT INTO environments (id, key, name, description, is_protected, version, created_at) VALUES ('{Environment:D}', 'bench', 'Bench', '', {(isPostgres ? "false" : "0")}, 1, 0)");
        await ExecuteAsync(connection, $"INSERT INTO event_names (environment_id, name, first_at, last_at) VALUES ('{Environment:D}', 'purchase', 0, 0)");
        var start = Start.ToUnixTimeMilliseconds();
        if (isPostgres)
        {
            for (var week = (start - Before) / Week; week <= AsOf.ToUnixTimeMilliseconds() / Week; week++)
            {
                await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"CREATE TABLE metric_events_w{week} PARTITION OF metric_events FOR VALUES FROM ({week * Week}) TO ({(week + 1) * Week})"));
            }
        }

        foreach (var _ in new[] { 1, 2 })
        {
            await ExecuteAsync(connection, $"""
                INSERT INTO exposures (run, unit, variant, first_at, sightings)
                SELECT {Run}, 'u' || n.i, CASE WHEN n.i % 2 = 0 THEN 'a' ELSE 'b' END, {start} + (n.i * 7919) % {Week}, 1 FROM ({Numbers(Units)}) AS n WHERE 1 = 1
                ON CONFLICT (run, unit, variant) DO UPDATE SET sightings = exposures.sightings + 1
                """);
        }

        var (idColumn, id) = isPostgres ? ("", "") : (", id", ", CAST(n.i AS blob)");
        await ExecuteAsync(connection, $"""
            INSERT INTO metric_events (event, unit, ts, value{idColumn})
            SELECT 1, 'u' || (n.i % {Units}), {start} + (n.i % {Units} * 7919) % {Week} + ((n.i * 48271) % 1209600000) - {Before}, (n.i * 16807 % 10007) / 100.0{id}
            FROM ({Numbers(Events)}) AS n
            """);
        await ExecuteAsync(connection, "ANALYZE");
    }

    private static RunSubject Subject()
    {
        var run = new ExperimentRun { Id = Run, Number = 1, StartedAt = Start, Design = new() { Arms = [new("a", 50_000), new("b", 50_000)], Control = "a" }, Analysis = new() };
        return new("bench", run, [new("revenue", "Revenue", MetricRole.Goal, null, new() { Kind = MetricKind.Sum, Events = new() { Event = "purchase" }, CupedDays = 14 })]);
    }

    /// <returns>The sum over all units.</returns>
    private static async Task<double> BareAsync(Func<DbConnection> connect)
    {
        await using var connection = connect();
        await connection.OpenAsync();
        return await ExecuteAsync(connection, string.Create(CultureInfo.InvariantCulture, $"""
            WITH fx AS (SELECT unit, min(variant) AS variant, count(DISTINCT variant) AS nv, min(first_at) AS t0 FROM exposures
                        WHERE run = {Run} AND first_at >= {Start.ToUnixTimeMilliseconds()} AND first_at < {AsOf.ToUnixTimeMilliseconds()} AND variant IN ('a', 'b') GROUP BY unit),
            uv AS (SELECT u.unit, u.variant, sum(CASE WHEN m.ts >= u.t0 THEN m.value ELSE 0.0 END) AS y, sum(CASE WHEN m.ts < u.t0 THEN m.value ELSE 0.0 END) AS x,
                          sum(CASE WHEN m.ts >= u.t0 THEN 1.0 ELSE 0.0 END) AS k
                   FROM fx AS u LEFT JOIN metric_events AS m ON m.event = 1 AND m.unit = u.unit AND m.ts >= u.t0 - 1209600000 AND m.ts < {AsOf.ToUnixTimeMilliseconds()}
                   WHERE u.nv = 1 GROUP BY u.unit, u.variant),
            c AS (SELECT avg(y) AS my, avg(x) AS mx FROM uv)
            SELECT variant, count(*), sum(CASE WHEN k > 0 THEN 1 ELSE 0 END), sum(y), sum(y - my), sum((y - my) * (y - my)), sum(x - mx), sum((x - mx) * (x - mx)), sum((y - my) * (x - mx))
            FROM uv CROSS JOIN c GROUP BY variant
            """), column: 3);
    }

    private static async Task<(double Seconds, T Result)> TimedAsync<T>(Func<Task<T>> work)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var result = await work();
        return (Stopwatch.GetElapsedTime(startedAt).TotalSeconds, result);
    }

    /// <returns>The sum of the column over all rows; 0 without one.</returns>
    private static async Task<double> ExecuteAsync(DbConnection connection, string sql, int? column = null)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 600);
        await using var reader = await command.ExecuteReaderAsync();
        var sum = 0.0;
        while (await reader.ReadAsync())
        {
            sum += column is { } number ? reader.GetDouble(number) : 0;
        }

        return sum;
    }
}
