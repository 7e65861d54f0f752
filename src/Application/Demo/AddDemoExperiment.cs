using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Demo;

/// <summary>Creates an experiment and starts it as of an earlier time, both or neither. Not reachable from outside.</summary>
internal sealed record AddDemoExperiment(CreateExperiment Experiment, DateTimeOffset StartedAt) : IRequest<Result<Experiment>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Developer;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(Experiment.EnvironmentKey!);
}

internal sealed class AddDemoExperimentHandler(IRequestHandler<CreateExperiment, Result<Experiment>> create, RunWriter runs)
    : IRequestHandler<AddDemoExperiment, Result<Experiment>>
{
    public async Task<Result<Experiment>> Handle(AddDemoExperiment request, CancellationToken cancellationToken)
    {
        var draft = await create.Handle(request.Experiment, cancellationToken);
        return draft.IsOk ? await runs.BeginAsync(draft.Value, draft.Value, request.StartedAt, cancellationToken) : draft;
    }
}
