using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Domain.Targeting;

/// <summary>A part of an environment's web of flags and segments: whether it has a cycle, how deep it goes and how much it looks up.</summary>
public sealed class DependencyGraph
{
    /// <summary>How many other flags and segments one evaluation may look into.</summary>
    public const int MaxLookups = EvaluationScope.MaxLookups;

    private readonly ILookup<Node, Dependency> _bySource;
    private readonly Dictionary<Node, (int Depth, int Lookups)> _costs = [];

    public DependencyGraph(IEnumerable<Dependency> dependencies) => _bySource = dependencies.ToLookup(dependency => dependency.Source);

    /// <summary>The shortest way from the node back to itself, both ends included; null if there is none.</summary>
    public IReadOnlyList<Node>? FindCycle(Node start)
    {
        var cameFrom = new Dictionary<Node, Node>();
        var waiting = new Queue<Node>([start]);
        while (waiting.TryDequeue(out var node))
        {
            foreach (var dependency in _bySource[node])
            {
                if (dependency.Target == start)
                {
                    return [.. WayTo(node, start, cameFrom), start];
                }

                if (cameFrom.TryAdd(dependency.Target, node))
                {
                    waiting.Enqueue(dependency.Target);
                }
            }
        }

        return null;
    }

    /// <summary>What is too much about a web without cycles, or null.</summary>
    public string? FindExcess()
    {
        foreach (var node in _bySource.Select(group => group.Key))
        {
            var (depth, lookups) = Cost(node);
            if (depth > EvaluationScope.MaxDepth)
            {
                return $"the chain of flags and segments from {node} would be {depth} deep; at most {EvaluationScope.MaxDepth} are allowed.";
            }

            if (lookups > MaxLookups)
            {
                return $"evaluating {node} could look into more than {MaxLookups} flags and segments, those in between included.";
            }
        }

        return null;
    }

    private static IEnumerable<Node> WayTo(Node node, Node start, Dictionary<Node, Node> cameFrom)
    {
        var way = new Stack<Node>([node]);
        while (way.Peek() != start)
        {
            way.Push(cameFrom[way.Peek()]);
        }

        return way;
    }

    private (int Depth, int Lookups) Cost(Node node)
    {
        if (_costs.TryGetValue(node, out var known))
        {
            return known;
        }

        _costs[node] = default; // ends a cycle, which FindCycle is for
        var (depth, lookups) = (0, 0L);
        foreach (var dependency in _bySource[node])
        {
            var inner = Cost(dependency.Target);
            depth = Math.Max(depth, inner.Depth + 1);
            lookups += (long)dependency.Lookups * (inner.Lookups + 1);
        }

        return _costs[node] = (depth, (int)Math.Min(lookups, MaxLookups + 1));
    }
}
