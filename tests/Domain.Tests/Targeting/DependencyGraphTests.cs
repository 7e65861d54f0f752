using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Tests.Targeting;

public sealed class DependencyGraphTests
{
    [TestCase("a>b b>c", null)]
    [TestCase("a>a", "a a")]
    [TestCase("a>b b>a", "a b a")]
    [TestCase("a>b b>c c>a", "a b c a")]
    [TestCase("a>b b>c c>d d>a b>a", "a b a")]
    [TestCase("a>b b>c c>b", null)]
    [TestCase("a>b a>c b>d c>d", null)]
    public void Finds_the_shortest_circle_through_the_first(string edges, string? cycle) =>
        Assert.That(Join(Graph(edges).FindCycle(Node.Flag("a"))), Is.EqualTo(cycle));

    [Test]
    public void Tells_a_flag_from_a_segment_of_the_same_key()
    {
        var graph = new DependencyGraph([new(Node.Flag("a"), Node.Segment("a"), 1, []), new(Node.Segment("a"), Node.Flag("b"), 1, [])]);

        Assert.That(graph.FindCycle(Node.Flag("a")), Is.Null);
    }

    [Test]
    public void Finds_a_circle_over_flags_and_segments()
    {
        var graph = new DependencyGraph([new(Node.Flag("a"), Node.Segment("s"), 1, []), new(Node.Segment("s"), Node.Flag("a"), 1, [])]);

        Assert.That(graph.FindCycle(Node.Segment("s")), Is.EqualTo(new[] { Node.Segment("s"), Node.Flag("a"), Node.Segment("s") }));
    }

    [TestCase(32, false)]
    [TestCase(33, true)]
    public void Allows_chains_of_32(int length, bool isTooDeep) =>
        Assert.That(new DependencyGraph(Chain(length)).FindExcess() is not null, Is.EqualTo(isTooDeep));

    [Test]
    public void Says_where_a_chain_that_is_too_deep_begins() =>
        Assert.That(new DependencyGraph(Chain(33)).FindExcess(), Does.Contain("flag \"f0\"").And.Contain("33 deep"));

    [TestCase(1000, false)]
    [TestCase(1001, true)]
    public void Allows_1000_lookups_of_one(int lookups, bool isTooMuch) =>
        Assert.That(new DependencyGraph([new(Node.Flag("a"), Node.Segment("s"), lookups, [])]).FindExcess() is not null, Is.EqualTo(isTooMuch));

    /// <summary>Ten times (one and ninety-nine more) are a thousand.</summary>
    [TestCase(99, false)]
    [TestCase(100, true)]
    public void Counts_what_is_looked_up_on_the_way(int inner, bool isTooMuch)
    {
        var graph = new DependencyGraph([new(Node.Flag("a"), Node.Flag("b"), 10, []), new(Node.Flag("b"), Node.Segment("s"), inner, [])]);

        Assert.That(graph.FindExcess() is not null, Is.EqualTo(isTooMuch));
    }

    /// <summary>Each level doubles: a number that fits nowhere.</summary>
    [Test]
    public void Counts_on_however_many_there_are()
    {
        var graph = new DependencyGraph(Chain(32).Select(dependency => dependency with { Lookups = 1000 }));

        Assert.That(graph.FindExcess(), Does.Contain("1000"));
    }

    [Test]
    public void Ends_for_a_circle_that_should_not_be() => Assert.That(Graph("a>b b>c c>b").FindExcess(), Is.Null);

    private static IEnumerable<Dependency> Chain(int length) =>
        Enumerable.Range(0, length).Select(i => new Dependency(Node.Flag($"f{i}"), Node.Flag($"f{i + 1}"), 1, []));

    private static DependencyGraph Graph(string edges) => new(
        from edge in edges.Split(' ')
        select new Dependency(Node.Flag(edge[..1]), Node.Flag(edge[2..]), 1, []));

    private static string? Join(IReadOnlyList<Node>? nodes) => nodes is null ? null : string.Join(' ', nodes.Select(node => node.Key));
}
