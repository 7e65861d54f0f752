using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Installation;

/// <summary>On the first start of a store: development, staging and production, the last one protected. Later: nothing.</summary>
public sealed record CreateDefaultEnvironments : IRequest<Result<Unit>>, IChange, IRequireRole
{
    public Role RequiredRole => Role.Admin;
}

internal sealed class CreateDefaultEnvironmentsHandler(
    IInstallationRepository installation, IEnvironmentRepository environments, ChangeScope scope, TimeProvider time)
    : IRequestHandler<CreateDefaultEnvironments, Result<Unit>>
{
    private static readonly (string Key, string Name, bool IsProtected)[] Defaults =
    [
        ("development", "Development", false),
        ("staging", "Staging", false),
        ("production", "Production", true),
    ];

    public async Task<Result<Unit>> Handle(CreateDefaultEnvironments request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await installation.TryBeginAsync(now, cancellationToken))
        {
            foreach (var (index, (key, name, isProtected)) in Defaults.Index())
            {
                // A millisecond apart, so that ids, which carry the time, keep this order.
                var createdAt = now.AddMilliseconds(index);
                var environment = new DeploymentEnvironment
                {
                    Id = Guid.CreateVersion7(createdAt), Key = key, Name = name, IsProtected = isProtected, CreatedAt = createdAt,
                };
                await environments.AddAsync(environment, cancellationToken);
                scope.Record(Change.Created(environment));
            }
        }

        return Unit.Value;
    }
}
