using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Application.Tests.Flags;

/// <summary>What the history says of flags and environments: old and new of what differs, on creation and deletion all.</summary>
internal sealed class FlagHistoryTests() : OnDatabase(StoreKind.Sqlite)
{
    private static readonly TestCaseData<FlagFields, string>[] Updates =
    [
        new(new() { Name = "Renamed" }, """{"name":{"old":"Any","new":"Renamed"}}"""),
        new(new() { Description = "Why" }, """{"description":{"old":"","new":"Why"}}"""),
        new(new() { FlagType = "percentage" }, """{"flag_type":{"old":"boolean","new":"percentage"}}"""),
        new(
            new() { FlagType = "multivariate", ValueType = "number", Variants = new([new("off", new("1.0"), 100_000)]) },
            """{"flag_type":{"old":"boolean","new":"multivariate"},"value_type":{"old":"boolean","new":"number"},"variants":{"old":[{"key":"on","value":true},{"key":"off","value":false}],"new":[{"key":"off","value":1.0,"weight":100000}]}}"""),
        new(new() { BucketBy = "company" }, """{"bucket_by":{"old":"user_id","new":"company"}}"""),
        new(new() { Targets = new([new("on", ["ann"])]) }, """{"targets":{"old":[],"new":[{"variant":"on","user_ids":["ann"]}]}}"""),
        new(new() { Prerequisites = new([new("base", ["on"])]) }, """{"prerequisites":{"old":[],"new":[{"flag_key":"base","variants":["on"]}]}}"""),
        new(
            new() { Rules = new([new() { Id = "r", Name = "Testers", When = new() { Attribute = "age", Operator = "gt", Values = [new("1.0")] }, Serve = Serve.Always("on") }]) },
            """{"rules":{"old":[],"new":[{"id":"r","name":"Testers","when":{"attribute":"age","operator":"gt","values":[1.0]},"serve":{"variant":"on"}}]}}"""),
        new(new() { DefaultServe = Serve.Split(new("on", 1), new("off", 99_999)) }, """{"default_serve":{"old":null,"new":{"rollout":[{"variant":"on","weight":1},{"variant":"off","weight":99999}]}}}"""),
        new(new() { ClientVisible = true }, """{"client_visible":{"old":false,"new":true}}"""),
        new(new() { IsEnabled = true }, """{"is_enabled":{"old":false,"new":true}}"""),
        new(new() { RolloutPercentage = 12.5m }, """{"rollout_percentage":{"old":0,"new":12.5}}"""),
        new(new() { Salt = "other" }, """{"salt":{"old":"{key}","new":"other"}}"""),
        new(new() { Tags = new(["a", "b"]) }, """{"tags":{"old":[],"new":["a","b"]}}"""),
        new(new() { Owner = "ann" }, """{"owner":{"old":null,"new":"ann"}}"""),
        new(new() { Purpose = "permission" }, """{"purpose":{"old":"release","new":"permission"}}"""),
        new(new() { ExpiresOn = new DateOnly(2027, 2, 28) }, """{"expires_on":{"old":null,"new":"2027-02-28"}}"""),
        new(new() { IsArchived = true }, """{"is_archived":{"old":false,"new":true}}"""),
        new(new() { Name = "Any", IsEnabled = true, Description = "Why" },
            """{"description":{"old":"","new":"Why"},"is_enabled":{"old":false,"new":true}}"""),
    ];

    private int _flags;

    [OneTimeSetUp]
    public async Task AddEnvironment()
    {
        await Store.SendAsync(new CreateEnvironment("production", "Production"));
        await Store.SendAsync(new CreateFlag { Key = "base", Name = "Any", EnvironmentKey = "production" });
    }

    [TestCaseSource(nameof(Updates))]
    public async Task An_update_tells_old_and_new_of_what_differs(FlagFields fields, string expected)
    {
        var key = await CreateAsync();
        await Store.SendAsync(new UpdateFlag("production", key, fields, null));

        Assert.That(await LastAsync(), Is.EqualTo($"flag {key} update {expected.Replace("{key}", key, StringComparison.Ordinal)}"));
    }

    [Test]
    public async Task A_creation_tells_every_field()
    {
        var key = await CreateAsync();

        Assert.That(await LastAsync(), Is.EqualTo($"flag {key} create {Whole(key, "{\"old\":null,\"new\":", "}")}"));
    }

    [Test]
    public async Task A_deletion_tells_every_field()
    {
        var key = await CreateAsync();
        await Store.SendAsync(new DeleteFlag("production", key, null));

        Assert.That(await LastAsync(), Is.EqualTo($"flag {key} delete {Whole(key, "{\"old\":", ",\"new\":null}")}"));
    }

    [Test]
    public async Task The_creation_of_an_environment_tells_every_field()
    {
        await Store.SendAsync(new CreateEnvironment("created", "Created", "Why", IsProtected: true));

        Assert.That(await LastAsync(), Is.EqualTo(
            "environment created create " +
            """{"key":{"old":null,"new":"created"},"name":{"old":null,"new":"Created"},"description":{"old":null,"new":"Why"},"is_protected":{"old":null,"new":true}}"""));
    }

    [Test]
    public async Task The_deletion_of_an_environment_tells_of_each_flag_that_goes_with_it()
    {
        await Store.SendAsync(new CreateEnvironment("doomed", "Doomed"));
        await Store.SendAsync(new CreateFlag { Key = "first", Name = "Any", EnvironmentKey = "doomed" });
        await Store.SendAsync(new CreateFlag { Key = "second", Name = "Any", EnvironmentKey = "doomed" });
        await Store.SendAsync(new DeleteEnvironment("doomed", Force: true, null));

        Assert.That(
            (await Store.HistoryAsync(new(Action: "delete", EnvironmentKey: "doomed"))).Select(entry => entry.Change.EntityKey),
            Is.EqualTo(new[] { "doomed", "second", "first" }));
    }

    [Test]
    public async Task An_environment_with_flags_is_not_deleted_unless_that_is_meant()
    {
        await Store.SendAsync(new CreateEnvironment("careful", "Careful"));
        await Store.SendAsync(new CreateFlag { Key = "any", Name = "Any", EnvironmentKey = "careful" });

        Assert.That((await Store.SendAsync(new DeleteEnvironment("careful", Force: false, null))).Error?.Detail, Does.Contain("has 1 flag and 0 segments,"));
    }

    private static string Whole(string key, string before, string after)
    {
        (string Name, string Value)[] fields =
        [
            ("key", $"\"{key}\""), ("name", "\"Any\""), ("description", "\"\""), ("flag_type", "\"boolean\""), ("is_enabled", "false"),
            ("rollout_percentage", "0"), ("value_type", "\"boolean\""),
            ("variants", """[{"key":"on","value":true},{"key":"off","value":false}]"""), ("off_variant", "\"off\""), ("bucket_by", "\"user_id\""),
            ("salt", $"\"{key}\""), ("prerequisites", "[]"), ("targets", "[]"), ("rules", "[]"), ("default_serve", "null"), ("experiment", "null"), ("holdout", "null"), ("client_visible", "false"),
            ("tags", "[]"), ("owner", "null"), ("purpose", "\"release\""),
            ("expires_on", "null"), ("is_archived", "false"),
        ];
        return $"{{{string.Join(',', fields.Select(field => $"\"{field.Name}\":{before}{field.Value}{after}"))}}}";
    }

    private async Task<string> CreateAsync()
    {
        var key = $"flag-{++_flags}";
        await Store.SendAsync(new CreateFlag { Key = key, Name = "Any", EnvironmentKey = "production" });
        return key;
    }

    private async Task<string> LastAsync()
    {
        var change = (await Store.HistoryAsync())[0].Change;
        return $"{change.EntityType} {change.EntityKey} {change.Action} {change.Fields.ToJsonString()}";
    }
}
