using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Metrics;

/// <param name="EnvironmentKey">Where.</param>
/// <param name="Key">Which metric.</param>
/// <param name="Fields">What to change.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record UpdateMetricDefinition(string EnvironmentKey, string Key, MetricDefinitionFields Fields, long? ExpectedVersion)
    : IRequest<Result<MetricDefinition>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Developer;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(EnvironmentKey);
}

internal sealed class UpdateMetricDefinitionValidator : AbstractValidator<UpdateMetricDefinition>
{
    public UpdateMetricDefinitionValidator() => RuleFor(u => u.Fields).Named("").SetValidator(new MetricDefinitionFieldsValidator());
}

internal sealed class UpdateMetricDefinitionHandler(IMetricRepository metrics, IExperimentRepository experiments, ChangeScope scope, TimeProvider time)
    : IRequestHandler<UpdateMetricDefinition, Result<MetricDefinition>>
{
    public async Task<Result<MetricDefinition>> Handle(UpdateMetricDefinition request, CancellationToken cancellationToken)
    {
        if (await metrics.FindAsync(scope.Environment.Id, request.Key, cancellationToken) is not { } before)
        {
            return MetricErrors.NotFound(request.Key, scope.Environment.Key);
        }

        if (request.ExpectedVersion is { } expected && expected != before.Version)
        {
            return Error.VersionMismatch(before.Version);
        }

        var changed = request.Fields.ApplyTo(before);
        if (MetricCheck.Check(changed).ToError() is { } invalid)
        {
            return invalid;
        }

        var after = before.Update(changed, time.GetUtcNow());
        if (ReferenceEquals(after, before))
        {
            return before;
        }

        if (await LockedAsync(before, after, cancellationToken) is { } locked)
        {
            return locked;
        }

        if (!await metrics.UpdateAsync(after, cancellationToken))
        {
            return Error.VersionMismatch(after.Version);
        }

        scope.Record(Change.Updated(before, after));
        return after;
    }

    /// <summary>What decides the numbers must not change under an experiment that people are looking at.</summary>
    private async Task<Error?> LockedAsync(MetricDefinition before, MetricDefinition after, CancellationToken cancellationToken)
    {
        if (Change.Updated(before, after).Fields.All(field => field.Key is "name" or "description"))
        {
            return null;
        }

        var all = await experiments.ListAllAsync(after.EnvironmentId, cancellationToken);
        return MetricErrors.InUse(
            after.Key,
            all.Where(experiment => experiment.Status == ExperimentStatus.Running),
            "While it runs only name and description can change. Stop it first, or make another metric.");
    }
}
