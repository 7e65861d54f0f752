using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Infrastructure.Experiments;

/// <summary>
/// One metric's sums per arm in one pass, as SQL that both databases read alike. Every unit of <c>fx</c> counts, those without events as 0; events before the
/// first exposure count for x alone (CUPED). Sums are about the mean of each arm: plain squares of large values lose all digits, and so do squares about a
/// mean that another arm has moved far away.
/// </summary>
internal sealed class MetricSql
{
    private const string Double = "double precision";

    /// <summary>What is smaller counts as 0: the square of a still smaller one, or the cube of its rounding, is an error in PostgreSQL.</summary>
    private const string Smallest = "1e-90";

    private readonly RunScope _scope;
    private readonly MetricCalculation _metric;
    private readonly string _passes;
    private readonly string? _denominatorPasses;
    private readonly bool _usesCuped;

    /// <param name="scope">Which units.</param>
    /// <param name="metric">What they are asked for.</param>
    /// <param name="eventId">Of the metric's events.</param>
    /// <param name="denominatorId">Of a ratio's denominator; otherwise the same.</param>
    /// <param name="path">How the database takes the name of an attribute.</param>
    public MetricSql(RunScope scope, MetricCalculation metric, long eventId, long denominatorId, Func<string, string> path)
    {
        (_scope, _metric, Parameters) = (scope, metric, new(scope.Parameters));
        _usesCuped = metric is { CupedDays: not null, Kind: MetricKind.Proportion or MetricKind.Count or MetricKind.Sum };
        var filters = new EventFilterSql(Parameters, path);
        (Parameters["event"], Parameters["other"]) = (eventId, denominatorId);
        _passes = $"m.event = @event AND {filters.All(metric.Events.Filters)}";
        _denominatorPasses = metric.Denominator is { } denominator ? $"m.event = @other AND {filters.All(denominator.Filters)}" : null;
        SetWindow();
    }

    public SqlParameters Parameters { get; }

    /// <summary>A row per arm and slice: see <see cref="MetricRow"/>.</summary>
    public string Sums => $"""
        WITH {Values},
        centre AS (SELECT variant, slice, avg(y) AS y, avg(x) AS x FROM vals GROUP BY variant, slice)
        SELECT v.variant, v.slice, count(*) AS units, {Sum("v.y")} AS sum_y, {Sum("v.y * v.y")} AS sum_yy,
               centre.y AS centre_y, {Sum(Y)} AS dy, {Sum($"{Y} * {Y}")} AS dyy, {Sum($"{Y} * {Y} * {Y}")} AS dyyy,
               centre.x AS centre_x, {Sum(X)} AS dx, {Sum($"{X} * {X}")} AS dxx, {Sum($"{X} * {Y}")} AS dxy,
               count(CASE WHEN v.events > 0 THEN 1 END) AS conversions, sum(v.is_cut) AS cut, max(v.last_at) AS last_at, max(v.cap) AS cap
        FROM vals AS v CROSS JOIN centre
        WHERE centre.variant = v.variant {(_scope.IsSliced ? "AND centre.slice IS NOT DISTINCT FROM v.slice" : "")}
        GROUP BY v.variant, v.slice, centre.y, centre.x
        """;

    /// <summary>Of a quantile: values at ranks of arms and slices.</summary>
    /// <param name="condition">On variant, slice and place.</param>
    public string Ranked(string condition) => $"""
        WITH {Values}
        SELECT variant, slice, place, y
        FROM (SELECT variant, slice, y, row_number() OVER (PARTITION BY variant, slice ORDER BY y) AS place FROM vals) AS ordered
        WHERE {condition}
        """;

    private static string Y => "(v.y - centre.y)";

    private static string X => "(v.x - centre.x)";

    /// <summary>A row per unit, cut.</summary>
    private string Values => $"""
        {_scope.Units},
        uv AS MATERIALIZED (
            SELECT u.unit, u.variant, u.slice,
                   {Number(Value(_metric, Counts(_passes)))} AS y,
                   {Number(Other)} AS x,
                   count(CASE WHEN {Counts(_passes)} THEN 1 END) AS events,
                   max(CASE WHEN {Counts(_passes)} THEN m.ts END) AS last_at
            FROM (SELECT unit, variant, t0, {_scope.Slice} AS slice FROM fx) AS u
            LEFT JOIN metric_events AS m ON {(_denominatorPasses is null ? "m.event = @event" : "m.event IN (@event, @other)")} AND m.unit = u.unit
                 AND m.ts >= u.t0 {(_usesCuped ? "- @before" : "+ @delay")} AND m.ts < u.t0 + @span AND m.ts >= @earliest AND m.ts < @latest
            {(_metric.Window.MatureOnly ? "WHERE u.t0 + @span <= @asOf" : "")}
            GROUP BY u.unit, u.variant, u.slice
        ),
        cap AS ({Cap}),
        vals AS MATERIALIZED (
            SELECT uv.variant, uv.slice, uv.events, uv.last_at, cap.cap,
                   CASE WHEN uv.y > cap.cap THEN cap.cap WHEN abs(uv.y) < {Smallest} THEN 0 ELSE uv.y END AS y,
                   CASE {(_usesCuped ? "WHEN uv.x > cap.cap THEN cap.cap" : "")} WHEN abs(uv.x) < {Smallest} THEN 0 ELSE uv.x END AS x,
                   CASE WHEN uv.y > cap.cap THEN 1 ELSE 0 END AS is_cut
            FROM uv CROSS JOIN cap
        )
        """;

    /// <summary>One limit for all arms together; the nearest rank.</summary>
    private string Cap => _metric.Cap switch
    {
        { Percentile: not null } cap => $"""
            SELECT min(y) AS cap FROM (
                SELECT y, row_number() OVER (ORDER BY y) AS place, count(*) OVER () AS n FROM uv {(cap.IgnoreZeros ? "WHERE y <> 0" : "")}
            ) AS ordered WHERE place >= n * @percentile
            """,
        { Value: not null } => $"SELECT CAST(@cap AS {Double}) AS cap",
        _ => $"SELECT CAST(NULL AS {Double}) AS cap",
    };

    private string Other => _metric.Kind switch
    {
        MetricKind.Mean => $"count(CASE WHEN {Counts(_passes)} THEN m.value END)",
        MetricKind.Ratio => Aggregated(_metric.Denominator!.Aggregate, Counts(_denominatorPasses!)),
        _ when _usesCuped => Value(_metric, $"m.ts < u.t0 AND {_passes}"),
        _ => "0",
    };

    /// <summary>Within the unit's window, which never begins before its first exposure.</summary>
    private static string Counts(string passes) => $"m.ts >= u.t0 + @delay AND m.ts >= @floor AND {passes}";

    private static string Value(MetricCalculation metric, string counts) => metric.Kind switch
    {
        MetricKind.Proportion or MetricKind.Retention => $"max(CASE WHEN {counts} THEN 1 ELSE 0 END)",
        MetricKind.Count => Aggregated(EventAggregate.Count, counts),
        MetricKind.Ratio => Aggregated(metric.Events.Aggregate, counts),
        _ => Aggregated(EventAggregate.Sum, counts),
    };

    /// <summary>An event without a value is one, and adds nothing.</summary>
    private static string Aggregated(EventAggregate aggregate, string counts) => aggregate == EventAggregate.Count
        ? $"count(CASE WHEN {counts} THEN 1 END)"
        : $"coalesce(sum(CASE WHEN {counts} THEN m.value END), 0)";

    private static string Number(string expression) => $"CAST({expression} AS {Double})";

    private static string Sum(string expression) => Number($"sum({expression})");

    /// <summary>Milliseconds. What does not bound is far off, but not so far that adding to it overflows.</summary>
    private void SetWindow()
    {
        const long Far = long.MaxValue / 4;
        var window = _metric.Window;
        var (delay, length) = (Milliseconds(window.DelayHours), window.Hours is { } hours ? Milliseconds(hours) : Far);
        var floor = window.Kind == MetricWindowKind.Lookback ? _scope.Until - length : 0;
        var before = _usesCuped ? _metric.CupedDays!.Value * 86_400_000L : 0;
        Parameters["delay"] = delay;
        Parameters["floor"] = floor;
        Parameters["before"] = before;
        Parameters["span"] = window.Kind == MetricWindowKind.Conversion ? delay + length : Far;
        Parameters["earliest"] = _usesCuped ? _scope.Start - before : Math.Max(_scope.Start + delay, floor);
        Parameters["latest"] = window.Kind == MetricWindowKind.Conversion ? _scope.AsOf : _scope.Until;
        (Parameters["percentile"], Parameters["cap"]) = (_metric.Cap?.Percentile ?? 0, _metric.Cap?.Value ?? 0);
    }

    private static long Milliseconds(double hours) => (long)Math.Round(hours * 3_600_000);
}
