using FeatureFlag.Domain.Environments;
using FeatureFlag.WebApi.Http;

namespace FeatureFlag.WebApi.Environments;

/// <summary>A place where flags have their own configuration.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Key">What requests name it by.</param>
/// <param name="Name">For people.</param>
/// <param name="Description">For people.</param>
/// <param name="IsProtected">True: only admins change anything in it.</param>
/// <param name="Version">Grows with every change of anything in it; the ETag.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record EnvironmentResponse(
    Guid Id, string Key, string Name, string Description, bool IsProtected, long Version, DateTimeOffset CreatedAt) : IVersioned
{
    internal static EnvironmentResponse Of(DeploymentEnvironment environment) => new(
        environment.Id, environment.Key, environment.Name, environment.Description,
        environment.IsProtected, environment.Version, environment.CreatedAt);
}
