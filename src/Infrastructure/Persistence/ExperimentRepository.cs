using FeatureFlag.Application;
using FeatureFlag.Application.Experiments;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Infrastructure.Persistence;

internal sealed class ExperimentRepository(Session session) : IExperimentRepository
{
    public async Task<Experiment?> FindAsync(string key, CancellationToken cancellationToken) =>
        (await ReadAsync("WHERE x.key = @key", new { key }, cancellationToken)).SingleOrDefault();

    public Task<IReadOnlyList<Experiment>> ListAsync(ExperimentFilter filter, PageRequest page, CancellationToken cancellationToken) => ReadAsync(
        // Ids are UUIDv7: their order is that of creation.
        $"WHERE {string.Join(" AND ", Conditions(filter, page))} ORDER BY x.id DESC LIMIT @Take",
        new
        {
            filter.EnvironmentId,
            filter.FlagKey,
            Status = filter.Status is { } status ? Words.Of(status) : null,
            Search = filter.Search is null ? null : FlagRow.Fold(filter.Search),
            After = page.After?.First,
            Take = page.Limit + 1,
        },
        cancellationToken);

    public Task<IReadOnlyList<Experiment>> ListAllAsync(Guid environmentId, CancellationToken cancellationToken) =>
        ReadAsync("WHERE x.environment_id = @environmentId ORDER BY x.id", new { environmentId }, cancellationToken);

    public Task<IReadOnlyList<Experiment>> ListRunningAsync(Guid? environmentId, CancellationToken cancellationToken) => ReadAsync(
        $"WHERE x.status = 'running'{(environmentId is null ? "" : " AND x.environment_id = @environmentId")} ORDER BY x.id", new { environmentId }, cancellationToken);

    public async Task<bool> AddAsync(Experiment experiment, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            INSERT INTO experiments (id, environment_id, key, flag_key, name, status, layer_key, holdout_key, definition, shipped_variant, conclusion,
                                     search_text, version, created_at, updated_at)
            VALUES (@Id, @EnvironmentId, @Key, @FlagKey, @Name, @Status, @LayerKey, @HoldoutKey, @Definition, @ShippedVariant, @Conclusion,
                    @SearchText, @Version, @CreatedAt, @UpdatedAt)
            ON CONFLICT (key) DO NOTHING
            """,
            ExperimentRow.Of(experiment),
            cancellationToken) == 1;

    public async Task<bool> UpdateAsync(Experiment experiment, CancellationToken cancellationToken)
    {
        var written = await session.ExecuteAsync(
            """
            UPDATE experiments
            SET flag_key = @FlagKey, name = @Name, status = @Status, layer_key = @LayerKey, holdout_key = @HoldoutKey, definition = @Definition,
                shipped_variant = @ShippedVariant, conclusion = @Conclusion, search_text = @SearchText, version = @Version, updated_at = @UpdatedAt
            WHERE id = @Id AND version = @Version - 1
            """,
            ExperimentRow.Of(experiment),
            cancellationToken);
        if (written == 0)
        {
            return false;
        }

        foreach (var run in experiment.Runs)
        {
            await session.ExecuteAsync(
                """
                INSERT INTO experiment_runs (run, experiment_id, number, started_at, ended_at, definition)
                VALUES (@Run, @ExperimentId, @Number, @StartedAt, @EndedAt, @Definition)
                ON CONFLICT (run) DO UPDATE SET ended_at = excluded.ended_at, definition = excluded.definition
                """,
                ExperimentRunRow.Of(experiment, run),
                cancellationToken);
        }

        return true;
    }

    public async Task<bool> DeleteAsync(Experiment experiment, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            "DELETE FROM experiments WHERE id = @Id AND version = @Version", new { experiment.Id, experiment.Version }, cancellationToken) == 1;

    public Task<long> NextRunAsync(CancellationToken cancellationToken) =>
        session.FindAsync<long>("INSERT INTO runs DEFAULT VALUES RETURNING id", null, cancellationToken);

    public async Task<bool> IsSaltUsedAsync(Guid environmentId, string salt, CancellationToken cancellationToken) =>
        await session.FindAsync<long>(
            $"""
            SELECT count(*) FROM experiment_runs r JOIN experiments x ON x.id = r.experiment_id
            WHERE x.environment_id = @environmentId AND {session.Dialect.TextIn("r.definition", "design", "salt")} = @salt
            """,
            new { environmentId, salt },
            cancellationToken) > 0;

    public async Task<IReadOnlyList<ExperimentRun>> ListRunsInLayerAsync(Guid environmentId, string layerKey, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<ExperimentRunRow>(
            $"""
            {ExperimentRunRow.Select} JOIN experiments x ON x.id = r.experiment_id
            WHERE x.environment_id = @environmentId AND {session.Dialect.TextIn("r.definition", "slice", "key")} = @layerKey
            ORDER BY r.run
            """,
            new { environmentId, layerKey },
            cancellationToken);
        return [.. rows.Select(row => row.ToRun())];
    }

    private IEnumerable<string> Conditions(ExperimentFilter filter, PageRequest page)
    {
        yield return "1 = 1";
        if (filter.EnvironmentId is not null)
        {
            yield return "x.environment_id = @EnvironmentId";
        }

        if (filter.FlagKey is not null)
        {
            yield return "x.flag_key = @FlagKey";
        }

        if (filter.Status is not null)
        {
            yield return "x.status = @Status";
        }

        if (filter.Search is not null)
        {
            yield return session.Dialect.Contains("x.search_text", "@Search");
        }

        if (page.After is not null)
        {
            yield return "x.id < @After";
        }
    }

    /// <summary>Experiments and their runs; two statements, however many there are.</summary>
    private async Task<IReadOnlyList<Experiment>> ReadAsync(string where, object parameters, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync<ExperimentRow>(ExperimentRow.Select + where, parameters, cancellationToken);
        if (rows.Count == 0)
        {
            return [];
        }

        var runs = (await session.QueryAsync<ExperimentRunRow>(
            $"{ExperimentRunRow.Select} WHERE {session.Dialect.IsAmong("r.experiment_id", "@ids")} ORDER BY r.number",
            new { ids = rows.Select(row => row.Id.ToString("D")).ToArray() },
            cancellationToken)).ToLookup(row => row.ExperimentId, row => row.ToRun());
        return [.. rows.Select(row => row.ToExperiment([.. runs[row.Id]]))];
    }
}
