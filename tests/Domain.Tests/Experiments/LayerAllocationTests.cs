using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Domain.Tests.Experiments;

internal sealed class LayerAllocationTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void Gives_an_empty_layer_from_its_beginning() =>
        Assert.That(LayerAllocation.Allocate(2500, []), Is.EqualTo(new[] { new LayerRange(0, 2500) }));

    [Test]
    public void Gives_all_of_it() =>
        Assert.That(LayerAllocation.Allocate(Layer.Buckets, []), Is.EqualTo(new[] { new LayerRange(0, 10_000) }));

    [Test]
    public void Gives_nothing_when_one_bucket_is_missing() =>
        Assert.That(LayerAllocation.Allocate(7501, [Owned(0, 2500)]), Is.Null);

    [Test]
    public void Gives_the_very_last_bucket() =>
        Assert.That(LayerAllocation.Allocate(1, [Owned(0, 9999)]), Is.EqualTo(new[] { new LayerRange(9999, 10_000) }));

    [Test]
    public void Prefers_what_was_never_used() =>
        Assert.That(LayerAllocation.Allocate(5000, [Ended(0, 5000, day: 1)]), Is.EqualTo(new[] { new LayerRange(5000, 10_000) }));

    [Test]
    public void Prefers_of_what_was_used_what_has_rested_longest() =>
        Assert.That(
            LayerAllocation.Allocate(3000, [Ended(0, 4000, day: 9), Ended(4000, 10_000, day: 1)]), Is.EqualTo(new[] { new LayerRange(4000, 7000) }));

    [Test]
    public void Counts_the_last_use_of_a_bucket() =>
        Assert.That(
            LayerAllocation.Allocate(5000, [Ended(0, 5000, day: 1), Ended(0, 5000, day: 9), Ended(5000, 10_000, day: 5)]),
            Is.EqualTo(new[] { new LayerRange(5000, 10_000) }));

    [Test]
    public void Says_what_is_free() =>
        Assert.That(
            LayerAllocation.Free([Owned(100, 200), Owned(300, 10_000), Ended(0, 50, day: 1)]),
            Is.EqualTo(new[] { new LayerRange(0, 100), new LayerRange(200, 300) }));

    [TestCase(100_000, 10_000)]
    [TestCase(12_340, 1234)]
    [TestCase(10, 1)]
    [TestCase(12_345, null)]
    public void Has_ten_thousand_buckets(int weight, int? buckets) => Assert.That(LayerAllocation.BucketsOf(new(weight)), Is.EqualTo(buckets));

    [Test]
    public void Puts_ranges_that_touch_together() =>
        Assert.That(LayerAllocation.Union([new(10, 20), new(0, 10), new(30, 40)]), Is.EqualTo(new[] { new LayerRange(0, 20), new LayerRange(30, 40) }));

    /// <summary>Experiments come and go at random; what they own is looked at each time.</summary>
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(4)]
    public void Is_disjoint_and_exact_and_gives_all_that_is_free(int seed)
    {
        var random = new Random(seed);
        var uses = new List<LayerUse>();
        for (var step = 0; step < 60; step++)
        {
            var free = Layer.Buckets - uses.Where(use => use.EndedAt is null).Sum(Size);
            var wanted = random.Next(1, 4000);
            var ranges = LayerAllocation.Allocate(wanted, uses);
            Assert.That(ranges is null, Is.EqualTo(wanted > free), "It gives what is free, and only that.");
            if (ranges is not null)
            {
                uses.Add(new(ranges, null));
                Assert.That(Size(uses[^1]), Is.EqualTo(wanted));
            }

            var owned = uses.Where(use => use.EndedAt is null).SelectMany(use => use.Ranges).OrderBy(range => range.Start).ToList();
            Assert.That(owned.Zip(owned.Skip(1)).All(pair => pair.First.End <= pair.Second.Start), "No bucket has two owners.");
            Assert.That(owned.All(range => range.Start >= 0 && range.Start < range.End && range.End <= Layer.Buckets));
            if (random.Next(2) == 0 && uses.FindIndex(use => use.EndedAt is null) is var ended and >= 0)
            {
                uses[ended] = uses[ended] with { EndedAt = Start.AddDays(step) };
            }
        }
    }

    private static int Size(LayerUse use) => use.Ranges.Sum(range => range.End - range.Start);

    private static LayerUse Owned(int start, int end) => new([new(start, end)], null);

    private static LayerUse Ended(int start, int end, int day) => new([new(start, end)], Start.AddDays(day));
}
