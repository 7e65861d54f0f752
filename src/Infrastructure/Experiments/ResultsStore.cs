using System.Text.Json;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Infrastructure.Persistence;

namespace FeatureFlag.Infrastructure.Experiments;

internal sealed class ResultsStore(Session session) : IResultsStore
{
    public async Task<IReadOnlyList<StoredInstant>> ListAsync(long run, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<Row>("SELECT as_of, computed_at, basis FROM results WHERE run = @run ORDER BY as_of", new { run }, cancellationToken);
        return [.. rows.Select(row => new StoredInstant(row.AsOf, row.ComputedAt, row.Basis))];
    }

    public async Task<StoredResults?> FindAsync(long run, DateTimeOffset asOf, CancellationToken cancellationToken) =>
        await session.FindAsync<string>("SELECT content FROM results WHERE run = @run AND as_of = @asOf", new { run, asOf }, cancellationToken) is { } content
            ? Read(content)
            : null;

    public async Task<IReadOnlyList<StoredResults>> ReadAllAsync(long run, CancellationToken cancellationToken) =>
        [.. (await session.QueryAsync<string>("SELECT content FROM results WHERE run = @run ORDER BY as_of", new { run }, cancellationToken)).Select(Read)];

    public async Task<Dictionary<Guid, ExperimentVerdict>> ListVerdictsAsync(IReadOnlyCollection<Guid> experiments, CancellationToken cancellationToken)
    {
        if (experiments.Count == 0)
        {
            return [];
        }

        var rows = await session.QueryAsync<VerdictRow>(
            $"""
            SELECT r.experiment_id, s.computed_at, {session.Dialect.TextIn("s.content", "results", "decision")} AS decision
            FROM experiment_runs r JOIN results s ON s.run = r.run
            WHERE {session.Dialect.IsAmong("r.experiment_id", "@ids")}
              AND r.number = (SELECT max(number) FROM experiment_runs WHERE experiment_id = r.experiment_id)
              AND s.as_of = (SELECT max(as_of) FROM results WHERE run = r.run)
            """,
            new { ids = experiments.Select(id => id.ToString("D")).ToArray() },
            cancellationToken);
        return rows.ToDictionary(row => row.ExperimentId, row => row.ToVerdict());
    }

    public Task SaveAsync(long run, StoredResults results, string basis, CancellationToken cancellationToken) => session.ExecuteAsync(
        """
        INSERT INTO results (run, as_of, computed_at, basis, content) VALUES (@run, @AsOf, @ComputedAt, @basis, @content)
        ON CONFLICT (run, as_of) DO UPDATE SET computed_at = excluded.computed_at, basis = excluded.basis, content = excluded.content
        """,
        new { run, results.Results.AsOf, results.Results.ComputedAt, basis, content = JsonSerializer.Serialize(results, DomainJson.Options) },
        cancellationToken);

    public async Task RemoveAsync(long run, IReadOnlyList<DateTimeOffset> instants, CancellationToken cancellationToken)
    {
        foreach (var asOf in instants)
        {
            await session.ExecuteAsync("DELETE FROM results WHERE run = @run AND as_of = @asOf", new { run, asOf }, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<EventArrival>> ListArrivalsAsync(Guid environmentId, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<ArrivalRow>(
            "SELECT minute, earliest_at FROM event_arrivals WHERE environment_id = @environmentId AND minute >= @since ORDER BY minute",
            new { environmentId, since = since.ToUnixTimeSeconds() / 60 },
            cancellationToken);
        return [.. rows.Select(row => new EventArrival(DateTimeOffset.FromUnixTimeSeconds(row.Minute * 60), row.EarliestAt))];
    }

    private static StoredResults Read(string content) => JsonSerializer.Deserialize<StoredResults>(content, DomainJson.Options)!;

    private sealed class VerdictRow
    {
        public Guid ExperimentId { get; set; }

        public DateTimeOffset ComputedAt { get; set; }

        /// <summary>A <see cref="ResultsDecision"/>.</summary>
        public string Decision { get; set; } = "";

        public ExperimentVerdict ToVerdict()
        {
            var decision = JsonSerializer.Deserialize<ResultsDecision>(Decision, DomainJson.Options)!;
            return new(decision.Recommendation, decision.Variant, ComputedAt);
        }
    }

    private sealed class Row
    {
        public DateTimeOffset AsOf { get; set; }

        public DateTimeOffset ComputedAt { get; set; }

        public string Basis { get; set; } = "";
    }

    private sealed class ArrivalRow
    {
        public long Minute { get; set; }

        public DateTimeOffset EarliestAt { get; set; }
    }
}
