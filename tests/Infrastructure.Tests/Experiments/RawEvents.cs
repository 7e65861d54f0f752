using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Experiments;

/// <summary>As it was sent: again and again, and in any order.</summary>
internal sealed record RawExposure(long Run, string Unit, string Variant, DateTimeOffset At, Dictionary<string, object>? Attributes = null);

/// <summary>As it was sent; the same id is the same event.</summary>
internal sealed record RawEvent(string Id, string Unit, string Event, DateTimeOffset At, double? Value, Dictionary<string, object>? Attributes = null);

/// <summary>Writes events to the store's tables as they are kept.</summary>
internal static class RawEvents
{
    private const int PerStatement = 200;

    public static async Task WriteAsync(
        this TestStore store, DeploymentEnvironment environment, IReadOnlyList<RawExposure> exposures, IReadOnlyList<RawEvent> events)
    {
        await using var connection = await store.ConnectAsync();
        if (store.Postgres is not null)
        {
            await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS metric_events_rest PARTITION OF metric_events DEFAULT");
        }

        await using var transaction = await connection.BeginTransactionAsync();
        var json = store.Postgres is null ? "" : "::json";
        foreach (var chunk in exposures.Chunk(PerStatement))
        {
            foreach (var exposure in chunk)
            {
                await connection.ExecuteAsync(
                    $"""
                    INSERT INTO exposures (run, unit, variant, first_at, sightings, attributes) VALUES (@Run, @Unit, @Variant, @at, 1, @attributes{json})
                    ON CONFLICT (run, unit, variant) DO UPDATE SET
                        attributes = CASE WHEN excluded.first_at < exposures.first_at THEN excluded.attributes ELSE exposures.attributes END,
                        first_at = CASE WHEN excluded.first_at < exposures.first_at THEN excluded.first_at ELSE exposures.first_at END,
                        sightings = exposures.sightings + 1
                    """,
                    new { exposure.Run, exposure.Unit, exposure.Variant, at = exposure.At.ToUnixTimeMilliseconds(), attributes = Json(exposure.Attributes) },
                    transaction);
            }
        }

        var names = new Dictionary<string, long>();
        foreach (var name in events.Select(e => e.Event).Distinct())
        {
            names[name] = await connection.QuerySingleAsync<long>(
                """
                INSERT INTO event_names (environment_id, name, first_at, last_at) VALUES (@id, @name, 0, 0)
                ON CONFLICT (environment_id, name) DO UPDATE SET last_at = 0 RETURNING id
                """,
                new { id = environment.Id, name },
                transaction);
        }

        var seen = new HashSet<string>();
        foreach (var e in events.Where(e => seen.Add(e.Id)))
        {
            await connection.ExecuteAsync(
                store.Postgres is null
                    ? "INSERT INTO metric_events (event, unit, ts, id, value, attributes) VALUES (@name, @Unit, @at, @id, @Value, @attributes) ON CONFLICT DO NOTHING"
                    : "INSERT INTO metric_events (event, unit, ts, value, attributes) VALUES (@name, @Unit, @at, @Value, @attributes::json)",
                new { name = names[e.Event], e.Unit, at = e.At.ToUnixTimeMilliseconds(), id = SHA256.HashData(Encoding.UTF8.GetBytes(e.Id))[..16], e.Value, attributes = Json(e.Attributes) },
                transaction);
        }

        await transaction.CommitAsync();
    }

    public static async Task ArrivedAsync(this TestStore store, DeploymentEnvironment environment, DateTimeOffset arrival, DateTimeOffset earliest) =>
        await store.ExecuteAsync(
            """
            INSERT INTO event_arrivals (environment_id, minute, earliest_at) VALUES (@id, @minute, @earliest)
            ON CONFLICT (environment_id, minute) DO UPDATE SET earliest_at = CASE WHEN excluded.earliest_at < event_arrivals.earliest_at THEN excluded.earliest_at ELSE event_arrivals.earliest_at END
            """,
            new { id = environment.Id, minute = arrival.ToUnixTimeSeconds() / 60, earliest = earliest.ToUnixTimeMilliseconds() });

    public static string Text(this double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string? Json(Dictionary<string, object>? attributes) => attributes is null ? null : JsonSerializer.Serialize(attributes);
}
