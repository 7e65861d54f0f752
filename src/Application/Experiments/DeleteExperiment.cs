using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Experiments;

/// <param name="Key">Which experiment.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record DeleteExperiment(string Key, long? ExpectedVersion) : IRequest<Result<Unit>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Admin;

    public EnvironmentReference Environment => EnvironmentReference.OfExperiment(Key);
}

internal sealed class DeleteExperimentHandler(IExperimentRepository experiments, ChangeScope scope) : IRequestHandler<DeleteExperiment, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(DeleteExperiment request, CancellationToken cancellationToken)
    {
        var found = await experiments.FindAsync(request.Key, request.ExpectedVersion, cancellationToken);
        if (!found.IsOk)
        {
            return found.Error;
        }

        if (found.Value.Status != ExperimentStatus.Draft)
        {
            return Error.Conflict(
                $"The experiment \"{request.Key}\" has run, and what it found must stay. Stop it if it still runs, then archive it: POST /experiments/{request.Key}/archive.");
        }

        if (!await experiments.DeleteAsync(found.Value, cancellationToken))
        {
            return Error.VersionMismatch(found.Value.Version);
        }

        scope.Record(Change.Deleted(found.Value));
        return Unit.Value;
    }
}
