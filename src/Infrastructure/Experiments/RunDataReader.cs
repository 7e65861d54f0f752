using System.Text.Json;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Domain.Experiments.Statistics;
using FeatureFlag.Infrastructure.Persistence;

namespace FeatureFlag.Infrastructure.Experiments;

/// <inheritdoc cref="IRunDataReader"/>
internal sealed class RunDataReader(Database database, IEventStore events, EventOptions options, TimeProvider time) : IRunDataReader, IDisposable
{
    /// <summary>The slice of units without a value, and of all units where there are no slices.</summary>
    private const string NoValue = "null";

    private readonly SemaphoreSlim _turn = new(1, 1);

    public void Dispose() => _turn.Dispose();

    public async Task<RunData> ReadAsync(Guid environmentId, RunSubject subject, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await events.SettleAsync(cancellationToken); // what was acknowledged counts
            await using var read = await LongRead.BeginAsync(database, cancellationToken);
            return (await ReadAsync(read, new RunScope(subject, asOf), environmentId, subject, asOf, cancellationToken)).Single().Data;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task<IReadOnlyList<Slice>> ReadSlicesAsync(
        Guid environmentId, RunSubject subject, DateTimeOffset asOf, string dimension, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await events.SettleAsync(cancellationToken); // what was acknowledged counts
            await using var read = await LongRead.BeginAsync(database, cancellationToken);
            var all = new RunScope(subject, asOf, Path(dimension));
            var values = await read.QueryAsync(all.ValuesSql, all.Parameters, row => row.GetString(0), cancellationToken) ?? [];
            return await ReadAsync(read, new RunScope(subject, asOf, Path(dimension), values), environmentId, subject, asOf, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IReadOnlyList<Slice>> ReadAsync(
        LongRead read, RunScope scope, Guid environmentId, RunSubject subject, DateTimeOffset asOf, CancellationToken cancellationToken)
    {
        var daily = await read.QueryAsync(scope.DailySql, scope.Parameters, DailyRow.Read, cancellationToken) ?? [];
        var faults = (await read.QueryAsync(
            scope.PopulationSql,
            scope.Parameters,
            row => new Population([], MetricRow.Whole(row, 0), MetricRow.Whole(row, 1), MetricRow.Whole(row, 2), row.IsDBNull(3) ? null : Time(MetricRow.Whole(row, 3))),
            cancellationToken))!.Single();
        var metrics = new List<Dictionary<string, MetricData>?>();
        foreach (var metric in subject.Metrics)
        {
            metrics.Add(metric.Calculation is null ? null : await ReadAsync(read, scope, environmentId, metric.Calculation, cancellationToken));
        }

        var keptFrom = time.GetUtcNow().AddDays(-options.RetentionDays);
        var slices = daily.Select(row => row.Slice ?? NoValue).Distinct().ToList();
        if (!scope.IsSliced && slices.Count == 0)
        {
            slices.Add(NoValue);
        }

        return [.. slices.OrderByDescending(slice => Rank(slice, daily)).Select(slice => SliceOf(slice, new(asOf, faults, []) { KeptFrom = keptFrom }, daily, metrics))];
    }

    private async Task<Dictionary<string, MetricData>?> ReadAsync(
        LongRead read, RunScope scope, Guid environmentId, MetricCalculation metric, CancellationToken cancellationToken)
    {
        var eventId = await EventIdAsync(read, environmentId, metric.Events.Event, cancellationToken);
        var denominatorId = metric.Denominator is { } denominator ? await EventIdAsync(read, environmentId, denominator.Event, cancellationToken) : eventId;
        var sql = new MetricSql(scope, metric, eventId, denominatorId, Path);
        if (await read.QueryAsync(sql.Sums, sql.Parameters, MetricRow.Read, cancellationToken) is not { } rows)
        {
            return null;
        }

        var ranked = metric.Kind == MetricKind.Quantile ? await RankedAsync(read, sql, metric.Quantile!.Value, rows, cancellationToken) : [];
        return rows.GroupBy(row => row.Slice ?? NoValue).ToDictionary(
            slice => slice.Key,
            slice => new MetricData(
                slice.ToDictionary(row => row.Variant, row => row.Data with { Quantile = ranked.GetValueOrDefault((row.Variant, slice.Key)) }, StringComparer.Ordinal),
                metric.Cap is null ? null : new(slice.First().Cap, slice.Sum(row => row.Cut)),
                slice.Max(row => row.LastEventAt)),
            StringComparer.Ordinal);
    }

    private static async Task<Dictionary<(string Variant, string Slice), RankedValues>> RankedAsync(
        LongRead read, MetricSql sql, double quantile, List<MetricRow> rows, CancellationToken cancellationToken)
    {
        var ranks = rows.Select(row => (row.Variant, row.Slice, Ranks: UnitQuantile.Ranks(row.Data.Moments.Units, quantile).Value)).Where(arm => arm.Ranks is not null).ToList();
        if (ranks.Count == 0)
        {
            return [];
        }

        var parameters = sql.Parameters;
        var condition = string.Join(" OR ", ranks.Select(arm =>
            $"(variant = {parameters.Add(arm.Variant)} AND slice {(arm.Slice is null ? "IS NULL" : $"= {parameters.Add(arm.Slice)}")} AND place IN ({parameters.Add(arm.Ranks!.Low)}, {parameters.Add(arm.Ranks.Point)}, {parameters.Add(arm.Ranks.High)}))"));
        var found = await read.QueryAsync(
            sql.Ranked(condition),
            parameters,
            row => (Key: (row.GetString(0), row.IsDBNull(1) ? NoValue : row.GetString(1), MetricRow.Whole(row, 2)), Value: MetricRow.Real(row, 3)),
            cancellationToken);
        var values = found!.ToDictionary(row => row.Key, row => row.Value);
        return ranks.ToDictionary(
            arm => (arm.Variant, arm.Slice ?? NoValue),
            arm => new RankedValues(Of(arm.Variant, arm.Slice, arm.Ranks!.Low), Of(arm.Variant, arm.Slice, arm.Ranks.Point), Of(arm.Variant, arm.Slice, arm.Ranks.High)));

        double Of(string variant, string? slice, long rank) => values[(variant, slice ?? NoValue, rank)];
    }

    /// <summary>Numbers of names begin at 1: a name that never came has no events.</summary>
    private static async Task<long> EventIdAsync(LongRead read, Guid environmentId, string name, CancellationToken cancellationToken)
    {
        var parameters = new SqlParameters { ["environment"] = environmentId.ToString("D"), ["name"] = name };
        return (await read.QueryAsync(
            "SELECT id FROM event_names WHERE environment_id = @environment AND name = @name", parameters, row => MetricRow.Whole(row, 0), cancellationToken))!.FirstOrDefault();
    }

    /// <summary>How the database takes the name of an attribute: SQLite as a path.</summary>
    private string Path(string name) => database.Dialect.IsEmbedded ? $"$.{JsonSerializer.Serialize(name, DomainJson.Options)}" : name;

    private static long Rank(string slice, List<DailyRow> daily) => slice switch
    {
        NoValue => -2,
        RunScope.Rest => -1,
        _ => daily.Where(row => row.Slice == slice).Sum(row => row.Units),
    };

    private static Slice SliceOf(string slice, RunData all, List<DailyRow> daily, List<Dictionary<string, MetricData>?> metrics)
    {
        var own = daily.Where(row => (row.Slice ?? NoValue) == slice).Select(row => new ArmDay(row.Day, row.Variant, row.Units)).ToList();
        var nothing = new MetricData(new Dictionary<string, ArmData>(), null, null);
        var data = all with
        {
            Population = all.Population with { Daily = own },
            Metrics = [.. metrics.Select(metric => metric is null ? null : metric.GetValueOrDefault(slice) ?? nothing)],
        };
        return slice switch
        {
            NoValue => new(null, BreakdownRow.WithoutIt, data),
            RunScope.Rest => new(null, BreakdownRow.OfRest, data),
            _ => new(new JsonToken(slice) is { Kind: JsonValueKind.String } text ? text.AsString() : slice, BreakdownRow.OfValue, data),
        };
    }

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private sealed record DailyRow(DateOnly Day, string Variant, string? Slice, long Units)
    {
        public static DailyRow Read(System.Data.Common.DbDataReader row) => new(
            DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(MetricRow.Whole(row, 0))), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), MetricRow.Whole(row, 3));
    }
}
