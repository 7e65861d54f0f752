using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Segments;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Application.Tests.Segments;

/// <summary>Flags and segments that look into segments.</summary>
internal sealed class SegmentUsageTests() : OnDatabase(StoreKind.Sqlite)
{
    private int _environments;
    private string _environment = null!;

    [SetUp]
    public async Task AddSegments()
    {
        _environment = $"environment-{++_environments}";
        await Store.SendAsync(new CreateEnvironment(_environment, "Any"));
        await AddAsync("inner");
        await AddAsync("outer", InSegment("inner"));
    }

    [Test]
    public async Task One_that_is_not_there_is_named_with_its_place()
    {
        var refused = await AddAsync("broken", new() { Any = [InSegment("inner"), InSegment("no-such")] });

        Assert.That(refused.Error!.Fields["when.any[1].values[0]"].Single(), Does.Contain("segment \"no-such\""));
        Assert.That((await Store.SendAsync(new GetSegment(_environment, "broken"))).Error!.Kind, Is.EqualTo(ErrorKind.NotFound));
    }

    [Test]
    public async Task One_of_another_environment_is_not_there()
    {
        await Store.SendAsync(new CreateEnvironment($"{_environment}-other", "Other"));

        var refused = await Store.SendAsync(new CreateSegment { Key = "far", Name = "Far", EnvironmentKey = $"{_environment}-other", When = InSegment("inner") });

        Assert.That(refused.Error!.Fields.Keys, Is.EqualTo(new[] { "when.values[0]" }));
    }

    [Test]
    public async Task A_circle_is_refused_and_named()
    {
        var refused = await UpdateAsync("inner", InSegment("outer"));

        Assert.That(refused.Error!.Fields["when.values[0]"].Single(), Does.Contain("segment inner → segment outer → segment inner"));
        Assert.That((await Store.SendAsync(new GetSegment(_environment, "inner"))).Value.When, Is.Null);
    }

    [Test]
    public async Task A_segment_must_not_look_into_itself() =>
        Assert.That((await UpdateAsync("inner", InSegment("inner"))).Error!.Fields["when.values[0]"].Single(), Does.Contain("circle"));

    [Test]
    public async Task A_circle_through_a_flag_is_refused()
    {
        await AddFlagAsync("flag", InSegment("outer"));

        var refused = await UpdateAsync("inner", new() { Attribute = "flag", Operator = "flag_is", Values = [JsonToken.Of("on")] });

        Assert.That(refused.Error!.Fields.Keys, Is.EqualTo(new[] { "when.attribute" }));
    }

    [Test]
    public async Task One_in_use_is_not_deleted_and_who_uses_it_is_named()
    {
        await AddFlagAsync("flag", InSegment("inner"));

        var refused = await DeleteAsync("inner");

        Assert.That(refused.Error!.Kind, Is.EqualTo(ErrorKind.Conflict));
        Assert.That(refused.Error.Detail, Does.Contain("flag \"flag\"").And.Contain("segment \"outer\""));
    }

    [Test]
    public async Task One_is_deleted_when_nothing_uses_it_any_more()
    {
        await UpdateAsync("outer", null);

        Assert.That((await DeleteAsync("inner")).IsOk, Is.True);
    }

    [Test]
    public async Task One_is_deleted_when_its_user_is_gone()
    {
        await DeleteAsync("outer");

        Assert.That((await DeleteAsync("inner")).IsOk, Is.True);
    }

    [Test]
    public async Task A_change_of_ids_alone_keeps_what_it_looks_into()
    {
        await Store.SendAsync(new UpdateSegment(_environment, "outer", new() { Included = new(["ann"]) }, null));

        Assert.That((await DeleteAsync("inner")).Error!.Kind, Is.EqualTo(ErrorKind.Conflict));
    }

    [Test]
    public async Task Its_users_are_listed_by_type_and_key()
    {
        await AddFlagAsync("b-flag", InSegment("inner"));
        await AddFlagAsync("a-flag", new() { None = [InSegment("inner")] });
        await AddFlagAsync("stranger", InSegment("outer"));

        var first = (await Store.SendAsync(new ListDependants(_environment, Node.Segment("inner"), new(2, null)))).Value;
        var second = (await Store.SendAsync(new ListDependants(_environment, Node.Segment("inner"), new(2, Position.Parse(first.NextCursor!))))).Value;

        Assert.That(
            first.Items.Concat(second.Items).Select(user => $"{user.Type} {user.Key} {user.Name}"),
            Is.EqualTo(new[] { "flag a-flag The a-flag", "flag b-flag The b-flag", "segment outer The outer" }));
    }

    [Test]
    public async Task Users_of_what_is_not_there_are_not_found() => Assert.That(
        (await Store.SendAsync(new ListDependants(_environment, Node.Segment("no-such"), new(10, null)))).Error!.Kind, Is.EqualTo(ErrorKind.NotFound));

    private static Condition InSegment(string key) => new() { Operator = "in_segment", Values = [JsonToken.Of(key)] };

    private Task<Result<Segment>> AddAsync(string key, Condition? when = null) =>
        Store.SendAsync(new CreateSegment { Key = key, Name = $"The {key}", EnvironmentKey = _environment, When = when });

    private Task<Result<Segment>> UpdateAsync(string key, Condition? when) =>
        Store.SendAsync(new UpdateSegment(_environment, key, new() { When = when }, null));

    private Task<Result<MediatR.Unit>> DeleteAsync(string key) => Store.SendAsync(new DeleteSegment(_environment, key, null));

    private async Task AddFlagAsync(string key, Condition when)
    {
        var rule = new TargetingRule { When = when, Serve = Serve.Always("on") };
        var added = await Store.SendAsync(new CreateFlag { Key = key, Name = $"The {key}", EnvironmentKey = _environment, Rules = new([rule]) });
        Assert.That(added.Error, Is.Null);
    }
}
