using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Experiments;

/// <param name="Key">Which experiment.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record ArchiveExperiment(string Key, long? ExpectedVersion) : IRequest<Result<Experiment>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Developer;

    public EnvironmentReference Environment => EnvironmentReference.OfExperiment(Key);
}

internal sealed class ArchiveExperimentHandler(IExperimentRepository experiments, ChangeScope scope, TimeProvider time)
    : IRequestHandler<ArchiveExperiment, Result<Experiment>>
{
    public async Task<Result<Experiment>> Handle(ArchiveExperiment request, CancellationToken cancellationToken)
    {
        var found = await experiments.FindAsync(request.Key, request.ExpectedVersion, cancellationToken);
        if (!found.IsOk)
        {
            return found;
        }

        var before = found.Value;
        if (!before.IsOver)
        {
            return Error.Conflict(before.Status == ExperimentStatus.Draft
                ? $"The experiment \"{before.Key}\" has not run: delete the draft instead, DELETE /experiments/{before.Key}."
                : $"The experiment \"{before.Key}\" runs. Stop it first: POST /experiments/{before.Key}/stop.");
        }

        var after = before.Update(before with { Status = ExperimentStatus.Archived }, time.GetUtcNow());
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
