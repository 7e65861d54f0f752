using FeatureFlag.Application;
using FeatureFlag.Application.Flags;
using FeatureFlag.Domain.Flags;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

/// <summary>Filters and pages of the list of flags, all on the same few flags.</summary>
internal sealed class FlagListTests(StoreKind kind) : OnEachDatabase(kind)
{
    private static readonly FlagFilter Everything = new(null, null, null, null, null);

    [OneTimeSetUp]
    public async Task AddFlags()
    {
        var production = await Store.AddEnvironmentAsync("production");
        var staging = await Store.AddEnvironmentAsync("staging");
        await Store.AddAsync(A.Flag("a.percent").In(production) with { Name = "100% safe", Tags = ["ui", "web"] });
        await Store.AddAsync(A.PercentageFlag("b_under").In(production) with { Name = "Größe ÄNDERN", Tags = ["ui,", "x"] });
        await Store.AddAsync(A.Flag("c-back").In(production) with { Name = @"back\slash", IsArchived = true, Tags = ["say \"ui\"", @"\"] });
        await Store.AddAsync(A.Flag("c-back").In(staging) with { Name = "Другой ФЛАГ", Tags = ["UI"] });
        await Store.AddAsync(A.Flag("d-plain").In(staging) with { Name = "Plain" });
    }

    [TestCase("B_U", "b_under")]
    [TestCase("größe ändern", "b_under")]
    [TestCase("GRÖẞE", "b_under")]
    [TestCase("GROSSE")]
    [TestCase("другой флаг", "c-back")]
    [TestCase("%", "a.percent")]
    [TestCase("_", "b_under")]
    [TestCase("a_percent")]
    [TestCase("%percent")]
    [TestCase(@"\", "c-back")]
    [TestCase("0% s", "a.percent")]
    [TestCase("PLAIN", "d-plain")]
    [TestCase("'; --")]
    [TestCase("", "a.percent", "b_under", "c-back", "c-back", "d-plain")]
    public async Task Searches_plain_text_in_key_and_name_whatever_the_case(string search, params string[] keys) =>
        Assert.That(await KeysAsync(Everything with { Search = search }), Is.EqualTo(keys));

    [TestCase("ui", "a.percent")]
    [TestCase("UI", "c-back")]
    [TestCase("u")]
    [TestCase("ui,", "b_under")]
    [TestCase("say \"ui\"", "c-back")]
    [TestCase("\"ui\"")]
    [TestCase(@"\", "c-back")]
    [TestCase(",", Description = "What stands between two tags is no tag.")]
    [TestCase("ui\",\"web", Description = "Two tags are not one.")]
    [TestCase("%")]
    [TestCase("")]
    public async Task Finds_a_tag_only_as_a_whole(string tag, params string[] keys) =>
        Assert.That(await KeysAsync(Everything with { Tag = tag }), Is.EqualTo(keys));

    [TestCase(FlagType.Percentage, "b_under")]
    [TestCase(FlagType.Boolean, "a.percent", "c-back", "c-back", "d-plain")]
    public async Task Filters_by_type(FlagType type, params string[] keys) =>
        Assert.That(await KeysAsync(Everything with { Type = type }), Is.EqualTo(keys));

    [TestCase(true, "c-back")]
    [TestCase(false, "a.percent", "b_under", "c-back", "d-plain")]
    public async Task Filters_by_archival(bool isArchived, params string[] keys) =>
        Assert.That(await KeysAsync(Everything with { IsArchived = isArchived }), Is.EqualTo(keys));

    [Test]
    public async Task Filters_by_environment()
    {
        var staging = (await ListAsync(Everything, new(100, null))).First(flag => flag.EnvironmentKey == "staging").EnvironmentId;

        Assert.That(await KeysAsync(Everything with { EnvironmentId = staging }), Is.EqualTo(new[] { "c-back", "d-plain" }));
    }

    [Test]
    public async Task Combines_filters() => Assert.That(
        await KeysAsync(new(null, "c-back", null, FlagType.Boolean, IsArchived: false)), Is.EqualTo(new[] { "c-back" }));

    [Test]
    public async Task Lists_by_key_then_environment() => Assert.That(
        (await ListAsync(Everything, new(100, null))).Select(flag => $"{flag.Key} {flag.EnvironmentKey}"),
        Is.EqualTo(new[] { "a.percent production", "b_under production", "c-back production", "c-back staging", "d-plain staging" }));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(5)]
    public async Task Pages_hold_everything_once(int limit)
    {
        var paged = await Pages.ReadAsync(page => ListAsync(Everything, page), limit, flag => new(flag.Key, flag.EnvironmentKey));

        Assert.That(
            paged.Select(flag => flag.Id), Is.EqualTo((await ListAsync(Everything, new(100, null))).Select(flag => flag.Id)));
    }

    private async Task<IEnumerable<string>> KeysAsync(FlagFilter filter) =>
        (await ListAsync(filter, new(100, null))).Select(flag => flag.Key);

    private Task<IReadOnlyList<Flag>> ListAsync(FlagFilter filter, PageRequest page) =>
        Store.WithAsync<IFlagRepository, IReadOnlyList<Flag>>(flags => flags.ListAsync(filter, page, default));
}
