using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Application.Metrics;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Holdouts;

/// <summary>What everything together did: units that are held out compared with as many that are not. Computed now.</summary>
/// <param name="EnvironmentKey">Where.</param>
/// <param name="Key">Which holdout.</param>
/// <param name="Metrics">Keys of metric definitions without a conversion window.</param>
public sealed record GetHoldoutResults(string EnvironmentKey, string Key, IReadOnlyList<string> Metrics) : IRequest<Result<ExperimentResults>>, IRequireRole
{
    public const int MaxMetrics = 20;

    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetHoldoutResultsValidator : AbstractValidator<GetHoldoutResults>
{
    public GetHoldoutResultsValidator() => RuleFor(g => g.Metrics)
        .Must(metrics => metrics.Count is > 0 and <= GetHoldoutResults.MaxMetrics && metrics.Distinct().Count() == metrics.Count)
        .WithMessage($"must be 1 to {GetHoldoutResults.MaxMetrics} different keys of metric definitions, with commas between them.");
}

internal sealed class GetHoldoutResultsHandler(
    IHoldoutRepository holdouts, IEnvironmentRepository environments, IMetricRepository metrics, IRunDataReader reader, TimeProvider time)
    : IRequestHandler<GetHoldoutResults, Result<ExperimentResults>>
{
    public async Task<Result<ExperimentResults>> Handle(GetHoldoutResults request, CancellationToken cancellationToken)
    {
        var environment = await environments.ResolveAsync(EnvironmentReference.ByKey(request.EnvironmentKey), cancellationToken);
        if (!environment.IsOk)
        {
            return environment.Error;
        }

        if (await holdouts.FindAsync(environment.Value.Id, request.Key, cancellationToken) is not { } holdout)
        {
            return HoldoutErrors.NotFound(request.Key, request.EnvironmentKey);
        }

        var definitions = (await metrics.ListAllAsync(holdout.EnvironmentId, cancellationToken)).ToDictionary(metric => metric.Key);
        if (request.Metrics.FirstOrDefault(key => !definitions.ContainsKey(key)) is { } unknown)
        {
            return Error.Invalid("metrics", $"name \"{unknown}\", which is no metric definition in \"{request.EnvironmentKey}\".");
        }

        // The time after a first sighting says little of units that everything changes for, again and again.
        if (request.Metrics.FirstOrDefault(key => definitions[key].Window.Kind == MetricWindowKind.Conversion) is { } windowed)
        {
            return Error.Invalid("metrics", $"name \"{windowed}\", which has a conversion window. A holdout is measured over all of its time: make a metric definition without one.");
        }

        var asOf = time.GetUtcNow();
        var subject = Subject(holdout, request.Metrics.Select(key => definitions[key]));
        return ResultsAssembly.Of(subject, await reader.ReadAsync(holdout.EnvironmentId, subject, asOf, cancellationToken), asOf, null);
    }

    /// <summary>As if it were an experiment of two equal arms.</summary>
    private static RunSubject Subject(Holdout holdout, IEnumerable<MetricDefinition> metrics) => new(
        holdout.Key,
        new()
        {
            Id = holdout.Run,
            Number = 1,
            StartedAt = holdout.CreatedAt,
            Design = new() { Arms = [new(ExposureSink.HeldOut, 50_000), new(ExposureSink.Measured, 50_000)], Control = ExposureSink.HeldOut },
            Analysis = new() { Mode = AnalysisMode.Sequential },
        },
        [.. metrics.Select(metric => new SubjectMetric(metric.Key, metric.Name, MetricRole.Goal, null, AnalysedRuns.Calculation(metric)))]);
}
