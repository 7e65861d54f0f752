using FeatureFlag.Application.Flags;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Application.Targeting;

/// <summary>
/// Keeps the web of flags and segments sound: what is looked into exists, nothing goes in a circle or too far, and nothing
/// goes that another needs. Inside the transaction of a change of the environment, whose writers come one after the other.
/// </summary>
internal sealed class DependencyWriter(IDependencyRepository dependencies, IFlagRepository flags)
{
    private const int MaxNamed = 10;

    /// <summary>Keeps what the source, which exists by now, looks into. After an error the transaction must not be committed.</summary>
    public async Task<Error?> SaveAsync(Guid environmentId, Node source, IReadOnlyList<Reference> references, CancellationToken cancellationToken)
    {
        if (references.Count > DependencyGraph.MaxLookups)
        {
            return Error.Invalid(
                references[DependencyGraph.MaxLookups].Path,
                $"is the {DependencyGraph.MaxLookups + 1}th reference to a flag or segment here; at most {DependencyGraph.MaxLookups} are allowed.");
        }

        if (await UnknownAsync(environmentId, references, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        await dependencies.ReplaceAsync(environmentId, source, Dependency.Of(source, references), cancellationToken);
        if (references.Count == 0)
        {
            return null;
        }

        var graph = new DependencyGraph(await dependencies.ListAroundAsync(environmentId, source, cancellationToken));
        if (graph.FindCycle(source) is { } cycle)
        {
            return Error.Invalid(
                PathTo(cycle[1], references),
                $"would make a circle: {string.Join(" → ", cycle.Select(node => node.Type == Node.FlagType ? node.Key : $"{node.Type} {node.Key}"))}.");
        }

        return graph.FindExcess() is { } excess ? Error.Invalid(references[0].Path, excess) : null;
    }

    /// <summary>An error while others look into it, for a deletion.</summary>
    public async Task<Error?> InUseAsync(Guid environmentId, Node node, CancellationToken cancellationToken)
    {
        var others = (await dependencies.ListOnAsync(environmentId, node, cancellationToken)).Select(dependency => dependency.Source).ToList();
        return others.Count == 0
            ? null
            : Error.Conflict($"The {node} is used by {Names(others)}. Change {(others.Count == 1 ? "that one" : "those")} first.");
    }

    /// <summary>An error if others name variants that the changed flag no longer has.</summary>
    public async Task<Error?> LostVariantsAsync(Flag before, Flag after, CancellationToken cancellationToken)
    {
        var lost = before.Variants.Select(variant => variant.Key).Except(after.Variants.Select(variant => variant.Key), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        if (lost.Count == 0)
        {
            return null;
        }

        var users = (await dependencies.ListOnAsync(after.EnvironmentId, Node.Flag(after.Key), cancellationToken))
            .Where(dependency => dependency.Source != dependency.Target && dependency.Variants.Any(lost.Contains)).ToList();
        return users.Count == 0
            ? null
            : Error.Conflict(
                $"The variant{(lost.Count == 1 ? "" : "s")} {string.Join(", ", users.SelectMany(user => user.Variants).Where(lost.Contains).Distinct().Select(key => $"\"{key}\""))} " +
                $"cannot go: {Names([.. users.Select(user => user.Source)])} {(users.Count == 1 ? "names" : "name")} it. Change {(users.Count == 1 ? "that one" : "those")} first.");
    }

    private static string PathTo(Node target, IReadOnlyList<Reference> references) => references.First(reference => reference.Target == target).Path;

    private static string Names(List<Node> nodes) =>
        string.Join(", ", nodes.Take(MaxNamed).Select(node => $"the {node}")) + (nodes.Count > MaxNamed ? $" and {nodes.Count - MaxNamed} more" : "");

    private async Task<Error?> UnknownAsync(Guid environmentId, IReadOnlyList<Reference> references, CancellationToken cancellationToken)
    {
        var segments = await dependencies.FindSegmentsAsync(environmentId, Keys(Node.SegmentType), cancellationToken);
        var variants = (await flags.FindAllAsync(environmentId, Keys(Node.FlagType), cancellationToken))
            .ToDictionary(flag => Node.Flag(flag.Key), flag => flag.Variants.Select(variant => variant.Key).ToHashSet(StringComparer.Ordinal));
        var problems = new Problems();
        foreach (var reference in references)
        {
            if (reference.Target.Type == Node.FlagType ? !variants.ContainsKey(reference.Target) : !segments.Contains(reference.Target.Key))
            {
                problems.Add(reference.Path, $"there is no {reference.Target} in this environment.");
            }
            else if (variants.TryGetValue(reference.Target, out var known))
            {
                foreach (var (variant, path) in reference.Variants.Where(named => !known.Contains(named.Variant)))
                {
                    problems.Add(path, $"the {reference.Target} has no variant \"{variant}\". Its variants: {string.Join(", ", known)}.");
                }
            }
        }

        return problems.ToError();

        IReadOnlyCollection<string> Keys(string type) =>
            [.. references.Where(reference => reference.Target.Type == type && Flag.IsKey(reference.Target.Key)).Select(reference => reference.Target.Key).Distinct(StringComparer.Ordinal)];
    }
}
