using System.Security.Cryptography;
using System.Text.Json;
using FeatureFlag.Application.Metrics;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>One run of an experiment, with all that its results are computed from besides events.</summary>
public sealed class AnalysedRun
{
    /// <summary>Raise it when the same events give other numbers, or the stored form changes: everything is then computed anew.</summary>
    private const int Format = 2;

    private readonly string _basis;

    public AnalysedRun(Experiment experiment, ExperimentRun run, RunSubject subject)
    {
        (Experiment, Run, Subject) = (experiment, run, subject);
        var parts = JsonSerializer.SerializeToUtf8Bytes(
            new { Format, Metrics = subject.Metrics.Select(metric => metric with { Name = "" }), run.Design.Arms, run.Design.Control, run.Analysis, run.StartedAt }, DomainJson.Options);
        _basis = Convert.ToHexStringLower(SHA256.HashData(parts)[..16]);
    }

    public Experiment Experiment { get; }

    public ExperimentRun Run { get; }

    public RunSubject Subject { get; }

    /// <summary>From then on no event counts any more: the run is over and so are the windows of its last units. Null: it goes on.</summary>
    public DateTimeOffset? Final => Run.EndedAt + TimeSpan.FromHours(Subject.Metrics.Max(metric => Outliving(metric.Calculation?.Window)));

    /// <summary>The latest instant that says anything new; in whole milliseconds, as it is found again by what the store keeps of it.</summary>
    public DateTimeOffset Latest(DateTimeOffset now) => Final < now ? Final.Value : now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));

    /// <summary>As of when results are stored: every midnight (UTC) and the end of the run, before the instant, and the instant.</summary>
    public IReadOnlyList<DateTimeOffset> Instants(DateTimeOffset asOf)
    {
        var midnights = Enumerable.Range(1, (int)Math.Clamp((asOf - Run.StartedAt).TotalDays + 1, 1, 10_000))
            .Select(day => new DateTimeOffset(Run.StartedAt.UtcDateTime.Date.AddDays(day), TimeSpan.Zero));
        return [.. midnights.Append(Run.EndedAt ?? asOf).Where(instant => instant < asOf && !(instant > Final)).Append(asOf).Distinct().Order()];
    }

    public bool IsKept(DateTimeOffset instant) => instant.UtcDateTime.TimeOfDay == TimeSpan.Zero || instant == Run.EndedAt;

    /// <summary>What results as of an instant are computed from besides events; changes when they must be computed anew.</summary>
    public string Basis(DateTimeOffset asOf) => Run.EndedAt is { } end && end < asOf ? FormattableString.Invariant($"{_basis}-{end.ToUnixTimeMilliseconds()}") : _basis;

    private static double Outliving(MetricWindow? window) => window is { Kind: MetricWindowKind.Conversion } ? window.DelayHours + (window.Hours ?? 0) : 0;
}

/// <summary>Finds runs with what their results are computed from.</summary>
public sealed class AnalysedRuns(IExperimentRepository experiments, IMetricRepository metrics)
{
    /// <param name="key">The experiment's.</param>
    /// <param name="number">Of the run; null: the last one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Result<AnalysedRun>> FindAsync(string key, int? number, CancellationToken cancellationToken)
    {
        if (await experiments.FindAsync(key, cancellationToken) is not { } experiment)
        {
            return ExperimentErrors.NotFound(key);
        }

        return (number is null ? experiment.Runs.LastOrDefault() : experiment.Runs.FirstOrDefault(run => run.Number == number)) is { } run
            ? await OfAsync(experiment, run, cancellationToken)
            : ResultsErrors.NoRun(key, number);
    }

    public async Task<AnalysedRun> OfAsync(Experiment experiment, ExperimentRun run, CancellationToken cancellationToken)
    {
        var definitions = (await metrics.ListAllAsync(experiment.EnvironmentId, cancellationToken)).ToDictionary(metric => metric.Key);
        return new(experiment, run, new(
            experiment.Key,
            run,
            [.. experiment.Metrics.OrderBy(metric => metric.Role).Select(metric => Measured(metric, definitions.GetValueOrDefault(metric.Metric)))]));
    }

    private static SubjectMetric Measured(ExperimentMetric metric, MetricDefinition? definition) =>
        new(metric.Metric, definition?.Name ?? metric.Metric, metric.Role, metric.Margin ?? definition?.Margin, definition is null ? null : Calculation(definition));

    /// <summary>Without what is only for people, which changes no number.</summary>
    internal static MetricCalculation Calculation(MetricDefinition definition) => new()
    {
        Kind = definition.Kind,
        Events = definition.Events,
        Denominator = definition.Denominator,
        Quantile = definition.Quantile,
        Direction = definition.Direction,
        Window = definition.Window,
        Cap = definition.Cap,
        CupedDays = definition.CupedDays,
        MinimumEffect = definition.MinimumEffect,
        Margin = definition.Margin,
    };
}
