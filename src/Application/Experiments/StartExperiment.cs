using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Experiments;

/// <param name="Key">Which experiment.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record StartExperiment(string Key, long? ExpectedVersion) : IRequest<Result<Experiment>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Developer;

    public EnvironmentReference Environment => EnvironmentReference.OfExperiment(Key);
}

internal sealed class StartExperimentHandler(IExperimentRepository experiments, RunWriter runs) : IRequestHandler<StartExperiment, Result<Experiment>>
{
    public async Task<Result<Experiment>> Handle(StartExperiment request, CancellationToken cancellationToken)
    {
        var found = await experiments.FindAsync(request.Key, request.ExpectedVersion, cancellationToken);
        if (!found.IsOk)
        {
            return found;
        }

        return found.Value.Status switch
        {
            ExperimentStatus.Draft => await runs.BeginAsync(found.Value, found.Value, cancellationToken),
            ExperimentStatus.Running => Error.Conflict($"The experiment \"{request.Key}\" runs already."),
            _ => Error.Conflict($"The experiment \"{request.Key}\" is over and cannot start again. Make a new experiment."),
        };
    }
}
