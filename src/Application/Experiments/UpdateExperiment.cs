using FeatureFlag.Application.Metrics;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Experiments;

/// <param name="Key">Which experiment.</param>
/// <param name="Fields">What to change.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record UpdateExperiment(string Key, ExperimentFields Fields, long? ExpectedVersion) : IRequest<Result<Experiment>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Developer;

    public EnvironmentReference Environment => EnvironmentReference.OfExperiment(Key);
}

internal sealed class UpdateExperimentValidator : AbstractValidator<UpdateExperiment>
{
    public UpdateExperimentValidator() => RuleFor(u => u.Fields).Named("").SetValidator(new ExperimentFieldsValidator());
}

internal sealed class UpdateExperimentHandler(
    IExperimentRepository experiments, IMetricRepository metrics, RunWriter runs, ChangeScope scope, TimeProvider time)
    : IRequestHandler<UpdateExperiment, Result<Experiment>>
{
    public async Task<Result<Experiment>> Handle(UpdateExperiment request, CancellationToken cancellationToken)
    {
        var found = await experiments.FindAsync(request.Key, request.ExpectedVersion, cancellationToken);
        if (!found.IsOk)
        {
            return found;
        }

        var before = found.Value;
        var after = request.Fields.ApplyTo(before);
        if (ExperimentCheck.Check(after).ToError() is { } invalid)
        {
            return invalid;
        }

        if (before.Status == ExperimentStatus.Draft)
        {
            return await WriteAsync(before, after, cancellationToken);
        }

        if (ExperimentChange.Locked(before, after) is { Count: > 0 } locked)
        {
            return Locked(before, locked);
        }

        if (ExperimentChange.DealsAnew(before.Design, after.Design))
        {
            return ExperimentChange.OnlyAddsTraffic(before.Design, after.Design)
                ? await runs.GrowAsync(before, after, cancellationToken)
                : await runs.BeginAsync(before, request.Fields.Salt.IsNamed ? after : after with { Design = after.Design with { Salt = null } }, cancellationToken);
        }

        return await UnmeasurableAsync(before, after, cancellationToken) is { } unmeasurable ? unmeasurable : await WriteAsync(before, after, cancellationToken);
    }

    private static Error Locked(Experiment experiment, IReadOnlyList<string> fields) => Error.Conflict(
        $"{string.Join(", ", fields)} of the experiment \"{experiment.Key}\" cannot change " + (experiment.IsOver
            ? "any more: it is over, and its results rest on it. Make a new experiment."
            : "while it runs: how it is judged is fixed, and of metrics only secondary ones and guardrails may come. Stop it, and make a new experiment."));

    /// <summary>A draft may name metrics that there are not yet; later ones must be there.</summary>
    private async Task<Error?> UnmeasurableAsync(Experiment before, Experiment after, CancellationToken cancellationToken)
    {
        if (after.Metrics.Count == before.Metrics.Count)
        {
            return null;
        }

        var problems = new Problems();
        StartCheck.CheckMetrics(
            after.Metrics, (await metrics.ListAllAsync(after.EnvironmentId, cancellationToken)).ToDictionary(metric => metric.Key, StringComparer.Ordinal), problems);
        return problems.ToError();
    }

    private async Task<Result<Experiment>> WriteAsync(Experiment before, Experiment changed, CancellationToken cancellationToken)
    {
        var after = before.Update(changed, time.GetUtcNow());
        if (ReferenceEquals(after, before))
        {
            return before;
        }

        if (!await experiments.UpdateAsync(after, cancellationToken))
        {
            return Error.VersionMismatch(after.Version);
        }

        scope.Record(Change.Updated(before, after));
        return after;
    }
}
