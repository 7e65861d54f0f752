using System.Text.Json;
using FeatureFlag.Application.Segments;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

internal sealed class SegmentRepositoryTests(StoreKind kind) : OnEachDatabase(kind)
{
    private DeploymentEnvironment _environment = null!;

    [OneTimeSetUp]
    public async Task AddEnvironment() => _environment = await Store.AddEnvironmentAsync("production");

    [Test]
    public async Task Brings_back_every_field()
    {
        var segment = await AddAsync(Everything("every-field"));

        Assert.That(Text(await FindAsync(segment.Key)), Is.EqualTo(Text(segment)));
    }

    [Test]
    public async Task Brings_back_what_was_left_out()
    {
        var segment = await AddAsync(A.Segment("left-out"));

        Assert.That(Text(await FindAsync(segment.Key)), Is.EqualTo(Text(segment)));
    }

    [Test]
    public async Task Brings_back_as_many_ids_as_there_may_be()
    {
        var segment = await AddAsync(A.Segment("large") with { Included = [.. Enumerable.Range(0, Segment.MaxIds).Select(i => $"user-{i}")] });

        Assert.That((await FindAsync("large"))!.Included, Is.EqualTo(segment.Included));
    }

    [Test]
    public async Task Finds_nothing_under_a_key_of_another_environment()
    {
        var other = await Store.AddEnvironmentAsync("elsewhere");
        await AddAsync(A.Segment("only-here"));

        Assert.That(await With(segments => segments.FindAsync(other.Id, "only-here", default)), Is.Null);
    }

    [Test]
    public async Task Refuses_a_key_that_the_environment_has()
    {
        await AddAsync(A.Segment("taken"));

        Assert.That(await With(segments => segments.AddAsync(A.Segment("taken").In(_environment), default)), Is.False);
    }

    [Test]
    public async Task Writes_every_field_of_the_next_version()
    {
        var before = await AddAsync(A.Segment("changed"));
        var after = Everything("changed").In(_environment) with { Id = before.Id, CreatedAt = before.CreatedAt, Version = 2 };
        await With(segments => segments.UpdateAsync(after, default));

        Assert.That(Text(await FindAsync("changed")), Is.EqualTo(Text(after)));
    }

    [Test]
    public async Task Refuses_a_stale_version()
    {
        var segment = await AddAsync(A.Segment("moved-on") with { Version = 3 });

        Assert.That(await With(segments => segments.UpdateAsync(segment with { Name = "Late" }, default)), Is.False);
    }

    [Test]
    public async Task Deletes_the_version_it_was_given()
    {
        var segment = await AddAsync(A.Segment("deleted"));
        await With(segments => segments.DeleteAsync(segment, default));

        Assert.That(await FindAsync("deleted"), Is.Null);
    }

    [Test]
    public async Task Does_not_delete_another_version()
    {
        var segment = await AddAsync(A.Segment("newer") with { Version = 2 });

        Assert.That(await With(segments => segments.DeleteAsync(segment with { Version = 1 }, default)), Is.False);
    }

    [Test]
    public async Task Lists_all_of_one_environment_with_their_ids()
    {
        var own = await Store.AddEnvironmentAsync("all-of-it");
        await Store.AddAsync(A.Segment("b-segment").In(own) with { Included = ["ann"] });
        await Store.AddAsync(A.Segment("a-segment").In(own));

        Assert.That(
            (await With(segments => segments.ListAllAsync(own.Id, default))).Select(segment => $"{segment.Key} {segment.Included.Count}"),
            Is.EqualTo(new[] { "a-segment 0", "b-segment 1" }));
    }

    [Test]
    public async Task Lists_how_many_but_not_who()
    {
        var segment = await AddAsync(A.Segment("how-many") with { Included = ["ann", "bob"], Excluded = ["eve"], When = new() { All = [] } });
        var listed = (await With(segments => segments.ListAsync(new(_environment.Id, "how-many"), new(10, null), default))).Single();

        Assert.That(
            (listed.IncludedCount, listed.ExcludedCount, listed.HasWhen, Text(listed.Segment)),
            Is.EqualTo((2, 1, true, Text(segment with { Included = [], Excluded = [], When = null }))));
    }

    [Test]
    public async Task Counts_anew_when_it_is_changed()
    {
        var segment = await AddAsync(A.Segment("once-more") with { Included = ["ann", "bob"], When = new() { All = [] } });
        await With(segments => segments.UpdateAsync(segment with { Included = [], Excluded = ["eve"], When = null, Version = 2 }, default));
        var listed = (await With(segments => segments.ListAsync(new(_environment.Id, "once-more"), new(10, null), default))).Single();

        Assert.That((listed.IncludedCount, listed.ExcludedCount, listed.HasWhen), Is.EqualTo((0, 1, false)));
    }

    private static Segment Everything(string key) => A.Segment(key) with
    {
        Name = "Ünï 🚀 'quoted' \"twice\"",
        Description = "Line one\nline\ttwo; DROP TABLE segments; --",
        Included = ["z", "a", "ü, \"x\"", "\\", " ", "\u0001\u2028🚀"],
        Excluded = ["z"],
        When = new() { Any = [new() { Attribute = "a.b", Operator = "in", Values = [new("1.0"), JsonToken.Of("\"\\é"), JsonToken.True], IgnoreCase = true }] },
        CreatedAt = A.Moment.AddMilliseconds(123),
        UpdatedAt = A.Moment.AddYears(5).AddMilliseconds(999),
    };

    /// <summary>Records compare their lists by reference.</summary>
    private static string Text(Segment? segment) => JsonSerializer.Serialize(segment);

    private Task<Segment> AddAsync(Segment segment) => Store.AddAsync(segment.In(_environment));

    private Task<Segment?> FindAsync(string key) => With(segments => segments.FindAsync(_environment.Id, key, default));

    private Task<T> With<T>(Func<ISegmentRepository, Task<T>> use) => Store.WithAsync(use);
}
