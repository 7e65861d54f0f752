namespace FeatureFlag.Application;

/// <summary>Brings the database's schema up to this build.</summary>
public interface IMigrator
{
    /// <summary>Opens or makes the store and applies what is missing, one node at a time.</summary>
    /// <returns>The names of the migrations that were applied now.</returns>
    /// <exception cref="Pipeline.StoreUnavailableException">The database cannot be reached or used; the message says what to do.</exception>
    Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken);
}
