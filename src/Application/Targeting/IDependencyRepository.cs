using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Application.Targeting;

/// <summary>Who looks into whom within an environment.</summary>
public interface IDependencyRepository
{
    /// <summary>Replaces what the source looks into.</summary>
    Task ReplaceAsync(Guid environmentId, Node source, IReadOnlyList<Dependency> dependencies, CancellationToken cancellationToken);

    /// <summary>Everything that can be reached from the node, which looks into something, and from all who can reach it.</summary>
    Task<IReadOnlyList<Dependency>> ListAroundAsync(Guid environmentId, Node node, CancellationToken cancellationToken);

    /// <summary>Whose target the node is, by type and key.</summary>
    Task<IReadOnlyList<Dependency>> ListOnAsync(Guid environmentId, Node target, CancellationToken cancellationToken);

    /// <summary>The same, with names, for people. Returns up to one more than the limit.</summary>
    Task<IReadOnlyList<Dependant>> ListDependantsAsync(Guid environmentId, Node target, PageRequest page, CancellationToken cancellationToken);

    /// <returns>Those of the keys that segments have.</returns>
    Task<IReadOnlyCollection<string>> FindSegmentsAsync(Guid environmentId, IReadOnlyCollection<string> keys, CancellationToken cancellationToken);
}

/// <param name="Type">"flag" or "segment".</param>
/// <param name="Key">Its key.</param>
/// <param name="Name">For people.</param>
public sealed record Dependant(string Type, string Key, string Name);
