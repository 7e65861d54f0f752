using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>The names of metric events that came in an environment, by name.</summary>
public sealed record ListEventNames(string EnvironmentKey, PageRequest Page) : IRequest<Result<Page<EventName>>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

/// <summary>A name of metric events.</summary>
/// <param name="Name">As events carry it.</param>
/// <param name="FirstAt">When the first event of this name happened.</param>
/// <param name="LastAt">When the last one happened, at most a minute early.</param>
public sealed record EventName(string Name, DateTimeOffset FirstAt, DateTimeOffset LastAt);

public interface IEventNames
{
    /// <summary>By name, ordinally. Returns up to one more than the limit.</summary>
    Task<IReadOnlyList<EventName>> ListAsync(Guid environmentId, PageRequest page, CancellationToken cancellationToken);
}

internal sealed class ListEventNamesHandler(IEventNames names, IEnvironmentRepository environments)
    : IRequestHandler<ListEventNames, Result<Page<EventName>>>
{
    public async Task<Result<Page<EventName>>> Handle(ListEventNames request, CancellationToken cancellationToken)
    {
        var environment = await environments.ResolveAsync(EnvironmentReference.ByKey(request.EnvironmentKey), cancellationToken);
        return environment.IsOk
            ? request.Page.Cut(await names.ListAsync(environment.Value.Id, request.Page, cancellationToken), name => new(name.Name))
            : environment.Error;
    }
}
