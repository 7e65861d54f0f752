using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.Json;
using FeatureFlag.TestKit.Servers;
using Microsoft.Data.Sqlite;

namespace FeatureFlag.Load;

/// <summary>Events per second that POST /events acknowledges, on each database, beside the bare database in the same run. All share all cores.</summary>
internal static class Events
{
    private const string Url = "http://127.0.0.1:8184/";
    private const int Senders = 4;
    private const int BodiesPerSender = 4;
    private const int Rounds = 3;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(int seconds)
    {
        Console.WriteLine($"{Rounds} rounds of {seconds} s each, {EventBodies.EventsPerBody} events a call, {Senders} senders, everything on the same cores");
        Console.WriteLine("| database | acknowledged/s | bare rows/s | ratio | until sorted in too, /s | server CPU µs per event |");
        Console.WriteLine("|---|---|---|---|---|---|");
        await MeasureAsync("SQLite", seconds, null);
        using var postgres = PostgresServer.StartNew(fsync: true, "max_wal_size=4GB", "shared_buffers=512MB");
        await MeasureAsync("PostgreSQL", seconds, postgres);
        return 0;
    }

    private static async Task MeasureAsync(string name, int seconds, PostgresServer? postgres)
    {
        var data = Directory.CreateTempSubdirectory("featureflag-load-");
        try
        {
            string[] settings = postgres is null ? [] : [$"--ConnectionStrings:Postgres={await postgres.CreateDatabaseAsync()}", "--Auth:JwtSecret=the secret of a load test, long enough"];
            var bare = postgres is null ? null : await postgres.CreateDatabaseAsync();
            using var server = await ServerProcess.StartAppAsync(Url, AppContext.BaseDirectory, data.FullName, isPinned: false, settings);
            using var installation = await Installation.SignInAsync(new Uri(Url));
            using var http = new HttpClient { BaseAddress = new Uri(Url) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await installation.CreateSdkKeyAsync());
            var bodies = new EventBodies(Senders * BodiesPerSender, TimeProvider.System.GetUtcNow());
            await PostAsync(http, bodies, WarmUp);
            List<double> acknowledged = [], bareRows = [], ratios = [], sorted = [], cpu = [];
            for (var round = 0; round < Rounds; round++)
            {
                var time = TimeSpan.FromSeconds(seconds);
                bareRows.Add(bare is null ? BareDatabase.Sqlite(Path.Combine(data.FullName, "bare.db"), time) : BareDatabase.Postgres(bare, time));
                var before = server.CpuTime();
                var startedAt = Stopwatch.GetTimestamp();
                var events = await PostAsync(http, bodies, time);
                acknowledged.Add(events / Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
                ratios.Add(acknowledged[^1] / bareRows[^1]);
                await IsSortedInAsync(postgres is null ? Path.Combine(data.FullName, "featureflag.db") : null);
                sorted.Add(events / Stopwatch.GetElapsedTime(startedAt).TotalSeconds);
                cpu.Add((server.CpuTime() - before).TotalMicroseconds / events);
            }

            Console.WriteLine(FormattableString.Invariant(
                $"| {name} | {Median(acknowledged):N0} ({acknowledged.Min():N0} to {acknowledged.Max():N0}) | {Median(bareRows):N0} | {Median(ratios):F2} | {Median(sorted):N0} | {Median(cpu):F1} |"));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<long> PostAsync(HttpClient http, EventBodies bodies, TimeSpan time)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var accepted = await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            var sum = 0L;
            for (var call = 0; Stopwatch.GetElapsedTime(startedAt) < time; call++)
            {
                using var content = new ByteArrayContent(bodies.Renewed((sender * BodiesPerSender) + (call % BodiesPerSender)));
                content.Headers.ContentType = new("application/x-ndjson");
                using var answer = await http.PostAsync("events", content);
                var text = await answer.Content.ReadAsStringAsync();
                sum += (int)answer.StatusCode == StatusCodes.Status202Accepted && JsonDocument.Parse(text).RootElement.GetProperty("accepted").GetInt32() == EventBodies.EventsPerBody
                    ? EventBodies.EventsPerBody
                    : throw new InvalidOperationException($"{answer.StatusCode} {text}");
            }

            return sum;
        })));
        return accepted.Sum();
    }

    /// <summary>On SQLite, events are durable at once, but sorted into their places later.</summary>
    private static async Task IsSortedInAsync(string? path)
    {
        for (var isEmpty = path is null; !isEmpty; await Task.Delay(20))
        {
            await using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT NOT EXISTS (SELECT 1 FROM event_log)";
            isEmpty = (long)(await command.ExecuteScalarAsync())! == 1;
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
