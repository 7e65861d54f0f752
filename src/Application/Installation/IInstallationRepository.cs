namespace FeatureFlag.Application.Installation;

public interface IInstallationRepository
{
    /// <summary>Marks the store as set up.</summary>
    /// <returns>True for exactly one caller in the life of a store.</returns>
    Task<bool> TryBeginAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
