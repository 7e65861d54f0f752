using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;

namespace FeatureFlag.Infrastructure.Experiments;

/// <summary>Which units of a run count, as SQL that both databases read alike: the table <c>fx</c> (unit, variant, t0, value), a row per unit.</summary>
internal sealed class RunScope
{
    public const int MaxSlices = 20;

    /// <summary>The slice of values that are none of the most frequent; no JSON text is empty.</summary>
    public const string Rest = "";

    private readonly bool _readsValue;
    private readonly bool _first;
    private readonly string _arms;
    private readonly IReadOnlyList<string>? _slices;
    private readonly string _sliceList;

    /// <param name="subject">Which run.</param>
    /// <param name="asOf">Exposures before it count.</param>
    /// <param name="dimension">The path of an attribute, as the database takes it; null: none is read.</param>
    /// <param name="slices">JSON texts of the values that have a slice of their own; null: all units are one slice.</param>
    public RunScope(RunSubject subject, DateTimeOffset asOf, string? dimension = null, IReadOnlyList<string>? slices = null)
    {
        (_readsValue, _slices, _first) = (dimension is not null, slices, subject.Analysis.MultiExposed == MultiExposedUnits.FirstVariant);
        AsOf = asOf.ToUnixTimeMilliseconds();
        Start = subject.Run.StartedAt.ToUnixTimeMilliseconds();
        End = subject.Run.EndedAt?.ToUnixTimeMilliseconds() ?? long.MaxValue;
        Parameters = new() { ["run"] = subject.Run.Id, ["start"] = Start, ["until"] = Until, ["end"] = End, ["asOf"] = AsOf };
        _arms = Parameters.AddList("arm", subject.Arms);
        _sliceList = slices is { Count: > 0 } ? Parameters.AddList("slice", slices) : "'none'"; // a text, but no JSON
        if (dimension is not null)
        {
            Parameters["dimension"] = dimension;
        }
    }

    public bool IsSliced => _slices is not null;

    public long Start { get; }

    public long End { get; }

    public long AsOf { get; }

    /// <summary>Exposures count before it.</summary>
    public long Until => Math.Min(End, AsOf);

    public SqlParameters Parameters { get; }

    /// <summary>A unit seen in several arms is left out, or belongs to the first; however often and in what order it was reported.</summary>
    public string Units => $"""
        ex AS (
            SELECT unit, variant, first_at, {(_readsValue ? "CAST(attributes -> @dimension AS text)" : "CAST(NULL AS text)")} AS value
            FROM exposures
            WHERE run = @run AND first_at >= @start AND first_at < @until AND variant IN ({_arms})
        ),
        fx AS (
            {(_first ? First : Only)}
        )
        """;

    /// <summary>Of a row of <c>fx</c>: the JSON text of its value, <see cref="Rest"/>, or NULL for units without one.</summary>
    public string Slice => _slices is null ? "CAST(NULL AS text)"
        : $"CASE WHEN value IS NULL OR value = 'null' THEN NULL WHEN value IN ({_sliceList}) THEN value ELSE '{Rest}' END";

    private static string Only => """
        SELECT unit, min(variant) AS variant, min(first_at) AS t0, min(value) AS value FROM ex GROUP BY unit HAVING count(*) = 1
        """;

    private static string First => """
        SELECT unit, variant, first_at AS t0, value
            FROM (SELECT unit, variant, first_at, value, row_number() OVER (PARTITION BY unit ORDER BY first_at, variant) AS place FROM ex) AS ordered
            WHERE place = 1
        """;

    /// <summary>New units per day, arm and slice.</summary>
    public string DailySql => $"""
        WITH {Units}
        SELECT day, variant, slice, count(*) AS units FROM (SELECT t0 / 86400000 AS day, variant, {Slice} AS slice FROM fx) AS dealt
        GROUP BY day, variant, slice ORDER BY day, variant
        """;

    /// <summary>What is wrong with the exposures, per run.</summary>
    public string PopulationSql => $"""
        WITH seen AS (
            SELECT unit,
                   min(first_at) AS first_at,
                   count(CASE WHEN variant IN ({_arms}) AND first_at >= @start AND first_at < @until THEN 1 END) AS arms,
                   max(CASE WHEN variant NOT IN ({_arms}) AND first_at >= @start AND first_at < @until THEN 1 ELSE 0 END) AS is_stray,
                   min(CASE WHEN variant IN ({_arms}) AND first_at >= @start AND first_at < @until THEN first_at END) AS t0
            FROM exposures WHERE run = @run AND first_at < @asOf GROUP BY unit
        )
        SELECT count(CASE WHEN arms > 1 THEN 1 END) AS multi, count(CASE WHEN is_stray = 1 THEN 1 END) AS stray,
               count(CASE WHEN first_at >= @end THEN 1 END) AS late, max(t0) AS last_at
        FROM seen
        """;

    /// <summary>The most frequent values; of equally frequent ones those that came first, in one millisecond those of the units first by name.</summary>
    public string ValuesSql => $"""
        WITH {Units}
        SELECT value FROM fx WHERE value IS NOT NULL AND value <> 'null' GROUP BY value ORDER BY count(*) DESC, min(t0), min(unit) LIMIT {MaxSlices}
        """;
}
