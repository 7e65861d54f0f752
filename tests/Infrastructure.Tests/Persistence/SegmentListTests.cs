using FeatureFlag.Application;
using FeatureFlag.Application.Segments;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

/// <summary>Filters and pages of the list of segments, all on the same few segments.</summary>
internal sealed class SegmentListTests(StoreKind kind) : OnEachDatabase(kind)
{
    private static readonly SegmentFilter Everything = new(null, null);

    private Guid _stagingId;

    [OneTimeSetUp]
    public async Task AddSegments()
    {
        var production = await Store.AddEnvironmentAsync("production");
        var staging = await Store.AddEnvironmentAsync("staging");
        _stagingId = staging.Id;
        await Store.AddAsync(A.Segment("a.percent").In(production) with { Name = "100% safe" });
        await Store.AddAsync(A.Segment("b_under").In(production) with { Name = "Größe ÄNDERN" });
        await Store.AddAsync(A.Segment("c-both").In(production) with { Name = "Plain" });
        await Store.AddAsync(A.Segment("c-both").In(staging) with { Name = "Plain too" });
    }

    [TestCase("größe", "b_under")]
    [TestCase("B_U", "b_under")]
    [TestCase("%", "a.percent")]
    [TestCase("a_percent")]
    [TestCase("PLAIN", "c-both", "c-both")]
    [TestCase("", "a.percent", "b_under", "c-both", "c-both")]
    public async Task Searches_plain_text_in_key_and_name_whatever_the_case(string search, params string[] keys) =>
        Assert.That((await ListAsync(Everything with { Search = search }, new(100, null))).Select(item => item.Segment.Key), Is.EqualTo(keys));

    [Test]
    public async Task Filters_by_environment() => Assert.That(
        (await ListAsync(Everything with { EnvironmentId = _stagingId }, new(100, null))).Select(item => item.Segment.EnvironmentKey),
        Is.EqualTo(new[] { "staging" }));

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(4)]
    public async Task Pages_hold_everything_once_by_key_then_environment(int limit)
    {
        var paged = await Pages.ReadAsync(page => ListAsync(Everything, page), limit, item => new(item.Segment.Key, item.Segment.EnvironmentKey));

        Assert.That(
            paged.Select(item => $"{item.Segment.Key} {item.Segment.EnvironmentKey}"),
            Is.EqualTo(new[] { "a.percent production", "b_under production", "c-both production", "c-both staging" }));
    }

    private Task<IReadOnlyList<SegmentSummary>> ListAsync(SegmentFilter filter, PageRequest page) =>
        Store.WithAsync<ISegmentRepository, IReadOnlyList<SegmentSummary>>(segments => segments.ListAsync(filter, page, default));
}
