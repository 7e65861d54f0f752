using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Application.Tests.Flags;

/// <summary>What a flag may look into, and what may happen to what others look into.</summary>
internal sealed class FlagTargetingTests() : OnDatabase(StoreKind.Sqlite)
{
    private int _flags;
    private Guid _environmentId;

    [OneTimeSetUp]
    public async Task AddEnvironments()
    {
        _environmentId = (await Store.SendAsync(new CreateEnvironment("one", "One"))).Value.Id;
        await Store.SendAsync(new CreateEnvironment("two", "Two"));
    }

    [Test]
    public async Task An_unknown_prerequisite_is_named() => Assert.That(
        Fields(await CreateAsync(new() { Prerequisites = new([new(await NewAsync()), new("nobody")]) })), Is.EqualTo(new[] { "prerequisites[1].flag_key" }));

    [TestCase("")]
    [TestCase("NO")]
    [TestCase("a\0b")]
    public async Task What_can_be_no_key_is_an_unknown_prerequisite(string key) => Assert.That(
        Fields(await CreateAsync(new() { Prerequisites = new([new(key)]) })), Is.EqualTo(new[] { "prerequisites[0].flag_key" }));

    [Test]
    public async Task A_flag_of_another_environment_is_unknown()
    {
        await Store.SendAsync(new CreateFlag { Key = "elsewhere", Name = "Any", EnvironmentKey = "two" });

        Assert.That(Fields(await CreateAsync(new() { Prerequisites = new([new("elsewhere")]) })), Is.EqualTo(new[] { "prerequisites[0].flag_key" }));
    }

    [Test]
    public async Task Unknown_variants_of_other_flags_are_named()
    {
        var other = await NewAsync();
        var fields = new FlagFields { Prerequisites = new([new(other, ["on", "maybe"])]), Rules = When(FlagIs(other, "off", "never")) };

        Assert.That(Fields(await CreateAsync(fields)), Is.EquivalentTo(new[] { "prerequisites[0].variants[1]", "rules[0].when.values[1]" }));
    }

    [Test]
    public async Task Unknown_segments_are_named()
    {
        await AddSegmentAsync("known");
        var when = new Condition { All = [InSegment("known"), new() { None = [InSegment("known", "unknown")] }] };

        Assert.That(Fields(await CreateAsync(new() { Rules = When(when) })), Is.EqualTo(new[] { "rules[0].when.all[1].none[0].values[1]" }));
    }

    [Test]
    public async Task A_circle_of_prerequisites_is_named()
    {
        var a = await NewAsync();
        var b = await NewAsync(new() { Prerequisites = new([new(a)]) });
        var c = await NewAsync(new() { Prerequisites = new([new(b)]) });

        var answer = await UpdateAsync(a, new() { Prerequisites = new([new(c)]) });

        Assert.That(answer.Error?.Fields["prerequisites[0].flag_key"][0], Does.Contain($"{a} → {c} → {b} → {a}"));
    }

    [Test]
    public async Task A_flag_that_looks_into_itself_is_a_circle()
    {
        var a = await NewAsync();

        Assert.That(Fields(await UpdateAsync(a, new() { Rules = When(FlagIs(a, "on")) })), Is.EqualTo(new[] { "rules[0].when.attribute" }));
    }

    [Test]
    public async Task A_new_flag_that_looks_into_itself_is_a_circle()
    {
        var answer = await Store.SendAsync(new CreateFlag { Key = "self", Name = "Any", EnvironmentKey = "one", Prerequisites = new([new("self")]) });

        Assert.That(answer.Error?.Detail, Does.Contain("self → self"));
    }

    [Test]
    public async Task A_circle_over_a_segment_is_named()
    {
        var a = await NewAsync();
        await AddSegmentAsync("round", Node.Flag(a));

        var answer = await UpdateAsync(a, new() { Rules = When(InSegment("round")) });

        Assert.That(answer.Error?.Fields["rules[0].when.values[0]"][0], Does.Contain($"{a} → segment round → {a}"));
    }

    [Test]
    public async Task A_refused_circle_leaves_nothing_behind()
    {
        var a = await NewAsync();
        var b = await NewAsync(new() { Prerequisites = new([new(a)]) });
        await UpdateAsync(a, new() { Prerequisites = new([new(b)]) });

        Assert.That((await Store.SendAsync(new ListDependants("one", Node.Flag(b), new(10, null)))).Value.Items, Is.Empty);
    }

    [Test]
    public async Task Chains_of_32_are_allowed_and_of_33_refused_from_either_end()
    {
        var first = await NewAsync();
        var last = first;
        foreach (var _ in Enumerable.Range(0, 32))
        {
            last = await NewAsync(new() { Prerequisites = new([new(last)]) });
        }

        var above = await CreateAsync(new() { Prerequisites = new([new(last)]) });
        var below = await UpdateAsync(first, new() { Prerequisites = new([new(await NewAsync())]) });

        Assert.That(new[] { above.Error?.Detail, below.Error?.Detail }, Has.All.Contains("33 deep"));
    }

    [Test]
    public async Task Webs_that_look_up_too_much_are_refused()
    {
        var leaf = await NewAsync();
        var wide = await NewAsync(new() { Rules = When(Many(100, leaf)) });

        Assert.That((await CreateAsync(new() { Rules = When(Many(10, wide)) })).Error?.Detail, Does.Contain("more than 1000"));
    }

    [Test]
    public async Task A_flag_that_others_look_into_cannot_be_deleted()
    {
        var a = await NewAsync();
        var b = await NewAsync(new() { Prerequisites = new([new(a)]) });

        var error = (await Store.SendAsync(new DeleteFlag("one", a, null))).Error;

        Assert.That((error?.Kind, error?.Detail), Is.EqualTo(((ErrorKind?)ErrorKind.Conflict, $"The flag \"{a}\" is used by the flag \"{b}\". Change that one first.")));
    }

    [Test]
    public async Task A_flag_can_be_deleted_when_nobody_looks_into_it_any_more()
    {
        var a = await NewAsync();
        var b = await NewAsync(new() { Prerequisites = new([new(a)]) });
        await UpdateAsync(b, new() { Prerequisites = new([]) });

        Assert.That((await Store.SendAsync(new DeleteFlag("one", a, null))).Error, Is.Null);
    }

    [Test]
    public async Task A_deleted_flag_looks_into_nobody()
    {
        var a = await NewAsync();
        var b = await NewAsync(new() { Prerequisites = new([new(a)]) });
        await Store.SendAsync(new DeleteFlag("one", b, null));

        Assert.That((await Store.SendAsync(new DeleteFlag("one", a, null))).Error, Is.Null);
    }

    [Test]
    public async Task A_flag_that_others_look_into_can_be_archived()
    {
        var a = await NewAsync();
        await NewAsync(new() { Prerequisites = new([new(a)]) });

        Assert.That((await UpdateAsync(a, new() { IsArchived = true })).Error, Is.Null);
    }

    [Test]
    public async Task A_variant_that_others_name_cannot_go()
    {
        var a = await NewAsync(Colours("red", "blue"));
        var b = await NewAsync(new() { Rules = When(FlagIs(a, "blue")) });

        var error = (await UpdateAsync(a, Colours("red", "green"))).Error;

        Assert.That((error?.Kind, error?.Detail), Is.EqualTo(
            ((ErrorKind?)ErrorKind.Conflict, $"The variant \"blue\" cannot go: the flag \"{b}\" names it. Change that one first.")));
    }

    [Test]
    public async Task A_variant_that_nobody_names_can_go()
    {
        var a = await NewAsync(Colours("red", "blue"));
        await NewAsync(new() { Rules = When(FlagIs(a, "blue")), Prerequisites = new([new(a)]) });

        Assert.That((await UpdateAsync(a, Colours("green", "blue"))).Error, Is.Null);
    }

    [Test]
    public async Task Dependants_are_listed_with_their_names()
    {
        var a = await NewAsync();
        var b = await NewAsync(new() { Prerequisites = new([new(a)]) });
        await AddSegmentAsync("dependant", Node.Flag(a));

        var found = await Store.SendAsync(new ListDependants("one", Node.Flag(a), new(10, null)));

        Assert.That(found.Value.Items, Is.EqualTo(new Dependant[] { new("flag", b, "Any"), new("segment", "dependant", "The segment dependant") }));
    }

    [Test]
    public async Task A_key_has_one_value_type_in_all_environments()
    {
        var key = await NewAsync(Colours("red", "blue"));

        var error = (await Store.SendAsync(new CreateFlag { Key = key, Name = "Any", EnvironmentKey = "two" })).Error;

        Assert.That((error?.Kind, error?.Detail.Contains("in \"one\"", StringComparison.Ordinal)), Is.EqualTo(((ErrorKind?)ErrorKind.Conflict, (bool?)true)));
    }

    [Test]
    public async Task A_value_type_cannot_be_changed_away_from_that_of_another_environment()
    {
        var key = await NewAsync();
        await Store.SendAsync(new CreateFlag { Key = key, Name = "Any", EnvironmentKey = "two" });

        Assert.That((await UpdateAsync(key, Colours("red", "off"))).Error?.Kind, Is.EqualTo(ErrorKind.Conflict));
    }

    [Test]
    public async Task A_rule_keeps_the_id_that_it_was_given()
    {
        var key = await NewAsync(new() { Rules = When(new() { All = [] }) });
        var rule = (await Store.SendAsync(new GetFlag("one", key))).Value.Rules[0];

        var after = await UpdateAsync(key, new() { Rules = new([rule with { Id = "", Name = "New" }, rule with { Name = "Old" }]) });

        Assert.That((after.Value.Rules[1].Id, after.Value.Rules[0].Id.Length), Is.EqualTo((rule.Id, 36)));
    }

    [Test]
    public async Task A_percentage_flag_becomes_multivariate_by_its_type_alone()
    {
        var key = await NewAsync(new() { FlagType = "percentage", RolloutPercentage = 12.5m });

        var after = await UpdateAsync(key, new() { FlagType = "multivariate" });

        Assert.That(after.Value.Variants.Select(variant => variant.Weight), Is.EqualTo(new int?[] { 12_500, 87_500 }));
    }

    [Test]
    public async Task A_multivariate_flag_needs_variants_and_their_type() =>
        Assert.That(Fields(await CreateAsync(new() { FlagType = "multivariate" })), Is.EquivalentTo(new[] { "variants", "value_type" }));

    [Test]
    public async Task Everything_wrong_with_a_new_flag_is_told_at_once()
    {
        var fields = Colours("red", "red") with { Owner = "a\u0007b", BucketBy = "$now", Rules = When(new() { Operator = "smells" }) };

        Assert.That(Fields(await CreateAsync(fields)), Is.SupersetOf(new[] { "owner", "bucket_by", "variants[1].key", "rules[0].when.operator" }));
    }

    [Test]
    public async Task Lists_that_are_null_are_refused()
    {
        var fields = new FlagFields { Variants = new(null!), Targets = new(null!), Prerequisites = new(null!), Rules = new(null!), OffVariant = null!, BucketBy = null!, ValueType = null! };

        Assert.That(
            Fields(await UpdateAsync(await NewAsync(), fields)),
            Is.EquivalentTo(new[] { "variants", "targets", "prerequisites", "rules", "off_variant", "bucket_by", "value_type" }));
    }

    /// <summary>As a newer server may have written it: it must still be possible to switch it off.</summary>
    [Test]
    public async Task A_flag_that_is_not_understood_can_be_switched_off()
    {
        var key = await NewAsync(new() { IsEnabled = true });
        await Store.ExecuteAsync(
            "UPDATE flags SET definition = @definition WHERE key = @key",
            new { key, definition = """{"rules":[{"id":"r","when":{"operator":"smells"},"serve":{"variant":"on"}}]}""" });

        Assert.That((await UpdateAsync(key, new() { IsEnabled = false })).Error, Is.Null);
    }

    private static Condition FlagIs(string key, params string[] variants) =>
        new() { Attribute = key, Operator = "flag_is", Values = [.. variants.Select(JsonToken.Of)] };

    private static Condition InSegment(params string[] keys) => new() { Operator = "in_segment", Values = [.. keys.Select(JsonToken.Of)] };

    private static Condition Many(int count, string flag) => new() { Any = [.. Enumerable.Repeat(FlagIs(flag, "on"), count)] };

    private static Optional<IReadOnlyList<TargetingRule>> When(Condition condition) => new([new() { When = condition, Serve = Serve.Always("off") }]);

    private static FlagFields Colours(string first, string second) => new()
    {
        FlagType = "multivariate",
        ValueType = "string",
        Variants = new([new(first, JsonToken.Of(first), 50_000), new(second, JsonToken.Of(second), 50_000)]),
        OffVariant = second,
    };

    private static IEnumerable<string> Fields(Result<Flag> answer) => answer.Error?.Fields.Keys ?? [];

    private async Task<string> NewAsync(FlagFields? fields = null)
    {
        var answer = await CreateAsync(fields ?? new());
        Assert.That(answer.Error, Is.Null);
        return answer.Value.Key;
    }

    private Task<Result<Flag>> CreateAsync(FlagFields fields) => Store.SendAsync(new CreateFlag
    {
        Key = $"flag-{++_flags}",
        Name = "Any",
        EnvironmentKey = "one",
        FlagType = fields.FlagType,
        IsEnabled = fields.IsEnabled,
        RolloutPercentage = fields.RolloutPercentage,
        ValueType = fields.ValueType,
        Variants = fields.Variants,
        OffVariant = fields.OffVariant,
        BucketBy = fields.BucketBy,
        Prerequisites = fields.Prerequisites,
        Rules = fields.Rules,
        Owner = fields.Owner,
    });

    private Task<Result<Flag>> UpdateAsync(string key, FlagFields fields) => Store.SendAsync(new UpdateFlag("one", key, fields, null));

    private async Task AddSegmentAsync(string key, params Node[] targets)
    {
        await Store.ExecuteAsync(
            """
            INSERT INTO segments (id, environment_id, key, name, description, definition, search_text, version, created_at, updated_at)
            VALUES (@id, @environmentId, @key, @name, '', '{}', '', 1, 0, 0)
            """,
            new { id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch), environmentId = _environmentId, key, name = $"The segment {key}" });
        await Store.WithAsync<IDependencyRepository>(dependencies => dependencies.ReplaceAsync(
            _environmentId, Node.Segment(key), [.. targets.Select(target => new Dependency(Node.Segment(key), target, 1, []))], default));
    }
}
