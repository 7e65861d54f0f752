using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Segments;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Application.Tests.Segments;

/// <summary>What is done with segments, and what the history says of it.</summary>
internal sealed class SegmentTests() : OnDatabase(StoreKind.Sqlite)
{
    private int _segments;

    [OneTimeSetUp]
    public Task AddEnvironment() => Store.SendAsync(new CreateEnvironment("production", "Production"));

    [Test]
    public async Task A_creation_tells_every_field()
    {
        var key = await CreateAsync();

        Assert.That(await LastAsync(), Is.EqualTo($"segment {key} create {Whole(key, "{\"old\":null,\"new\":", "}")}"));
    }

    [Test]
    public async Task A_deletion_tells_every_field()
    {
        var key = await CreateAsync();
        await Store.SendAsync(new DeleteSegment("production", key, null));

        Assert.That(await LastAsync(), Is.EqualTo($"segment {key} delete {Whole(key, "{\"old\":", ",\"new\":null}")}"));
    }

    [Test]
    public async Task An_update_tells_who_came_and_who_went()
    {
        var key = await CreateAsync();
        await UpdateAsync(key, new() { Name = "Renamed", Included = new(["bob", "zoe"]) });

        Assert.That(await LastAsync(), Is.EqualTo(
            $"segment {key} update " +
            """{"name":{"old":"Any","new":"Renamed"},"included":{"old":{"count":2,"removed":["ann"]},"new":{"count":2,"added":["zoe"]}}}"""));
    }

    [Test]
    public async Task An_update_changes_the_named_fields_alone()
    {
        var key = await CreateAsync();
        var after = (await UpdateAsync(key, new() { Excluded = new([]) })).Value;

        Assert.That((after.Name, after.Included.Count, after.Excluded.Count, after.Version), Is.EqualTo(("Any", 2, 0, 2)));
    }

    [Test]
    public async Task An_update_that_only_orders_ids_anew_leaves_no_trace()
    {
        var key = await CreateAsync();
        var version = await EnvironmentVersionAsync();

        Assert.That(await Store.EntriesOfAsync(() => UpdateAsync(key, new() { Included = new(["bob", "ann"]) })), Is.Zero);
        Assert.That(await EnvironmentVersionAsync(), Is.EqualTo(version));
    }

    [Test]
    public async Task Each_change_is_a_change_of_the_environment()
    {
        var version = await EnvironmentVersionAsync();
        var key = await CreateAsync();
        await UpdateAsync(key, new() { Name = "Renamed" });
        await Store.SendAsync(new DeleteSegment("production", key, null));

        Assert.That(await EnvironmentVersionAsync(), Is.EqualTo(version + 3));
    }

    [Test]
    public async Task A_stale_version_is_refused()
    {
        var key = await CreateAsync();
        await UpdateAsync(key, new() { Name = "Renamed" });

        Assert.That((await UpdateAsync(key, new() { Name = "Late" }, expected: 1)).Error!.Kind, Is.EqualTo(ErrorKind.VersionMismatch));
        Assert.That((await Store.SendAsync(new DeleteSegment("production", key, 1))).Error!.Kind, Is.EqualTo(ErrorKind.VersionMismatch));
    }

    [Test]
    public async Task A_key_is_taken_once()
    {
        var key = await CreateAsync();

        Assert.That((await Store.SendAsync(New(key))).Error!.Kind, Is.EqualTo(ErrorKind.Conflict));
    }

    [Test]
    public async Task What_is_wrong_stands_under_the_names_of_the_API()
    {
        var fields = await FieldsAsync(new CreateSegment { Key = "NO", EnvironmentKey = "production", Description = "a\u0007b", Included = new(null!), Excluded = new(null!) });

        Assert.That(fields, Is.EquivalentTo(new[] { "key", "name", "description", "included", "excluded" }));
    }

    [Test]
    public async Task Both_lists_count_together_also_when_one_is_not_named()
    {
        var key = await CreateAsync();
        string[] ids = [.. Enumerable.Range(0, Segment.MaxIds).Select(i => $"user-{i}")];

        Assert.That((await UpdateAsync(key, new() { Included = ids })).Error?.Fields.Keys, Is.EqualTo(new[] { "included" }));
    }

    [Test]
    public async Task The_deletion_of_an_environment_tells_of_each_segment_that_goes_with_it()
    {
        await Store.SendAsync(new CreateEnvironment("doomed", "Doomed"));
        await Store.SendAsync(New("first") with { EnvironmentKey = "doomed" });
        var refused = await Store.SendAsync(new DeleteEnvironment("doomed", Force: false, null));
        await Store.SendAsync(new DeleteEnvironment("doomed", Force: true, null));

        Assert.That(refused.Error?.Detail, Does.Contain("0 flags and 1 segment,"));
        Assert.That(
            (await Store.HistoryAsync(new(Action: "delete", EnvironmentKey: "doomed"))).Select(entry => entry.Change.EntityKey),
            Is.EqualTo(new[] { "doomed", "first" }));
    }

    private static CreateSegment New(string key) =>
        new() { Key = key, Name = "Any", EnvironmentKey = "production", Included = new(["ann", "bob"]), Excluded = new(["eve"]) };

    private static string Whole(string key, string before, string after)
    {
        (string Name, string Value)[] fields =
        [
            ("key", $"\"{key}\""), ("name", "\"Any\""), ("description", "\"\""), ("included", """["ann","bob"]"""), ("excluded", """["eve"]"""),
            ("when", "null"),
        ];
        return $"{{{string.Join(',', fields.Select(field => $"\"{field.Name}\":{before}{field.Value}{after}"))}}}";
    }

    private async Task<string> CreateAsync()
    {
        var key = $"segment-{++_segments}";
        await Store.SendAsync(New(key));
        return key;
    }

    private Task<Result<Segment>> UpdateAsync(string key, SegmentFields fields, long? expected = null) =>
        Store.SendAsync(new UpdateSegment("production", key, fields, expected));

    private async Task<long> EnvironmentVersionAsync() => (await Store.SendAsync(new GetEnvironment("production"))).Value.Version;

    private async Task<IEnumerable<string>> FieldsAsync(CreateSegment request) => (await Store.SendAsync(request)).Error?.Fields.Keys ?? [];

    private async Task<string> LastAsync()
    {
        var change = (await Store.HistoryAsync())[0].Change;
        return $"{change.EntityType} {change.EntityKey} {change.Action} {change.Fields.ToJsonString()}";
    }
}
