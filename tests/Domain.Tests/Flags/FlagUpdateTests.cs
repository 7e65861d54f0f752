using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Flags;

public sealed class FlagUpdateTests
{
    private static readonly DateTimeOffset Later = A.Moment.AddHours(1);

    private static readonly Flag Before = A.Flag() with
    {
        Description = "Dark colours",
        Tags = ["ui", "web"],
        Owner = "ann",
        ExpiresOn = new DateOnly(2026, 12, 31),
        Version = 4,
    };

    private static readonly Dictionary<string, (FlagChanges Changes, string Field)> OneFieldEach = new()
    {
        [nameof(FlagChanges.Name)] = (new() { Name = "Night mode" }, "name"),
        [nameof(FlagChanges.Description)] = (new() { Description = "" }, "description"),
        [nameof(FlagChanges.Type)] = (new() { Type = FlagType.Percentage }, "flag_type"),
        [nameof(FlagChanges.IsEnabled)] = (new() { IsEnabled = false }, "is_enabled"),
        [nameof(FlagChanges.Rollout)] = (new() { Rollout = A.Percentage(12.5m) }, "rollout_percentage"),
        [nameof(FlagChanges.Salt)] = (new() { Salt = "again" }, "salt"),
        [nameof(FlagChanges.Tags)] = (new() { Tags = new(["web", "ui"]) }, "tags"),
        [nameof(FlagChanges.Owner)] = (new() { Owner = null }, "owner"),
        [nameof(FlagChanges.Purpose)] = (new() { Purpose = "permission" }, "purpose"),
        [nameof(FlagChanges.ExpiresOn)] = (new() { ExpiresOn = null }, "expires_on"),
        [nameof(FlagChanges.IsArchived)] = (new() { IsArchived = true }, "is_archived"),
        [nameof(FlagChanges.ValueType)] = (new() { ValueType = FlagValueType.Number }, "value_type"),
        [nameof(FlagChanges.Variants)] = (new() { Variants = new([new("one", new("1")), new("other", new("1.0"))]) }, "variants"),
        [nameof(FlagChanges.OffVariant)] = (new() { OffVariant = "on" }, "off_variant"),
        [nameof(FlagChanges.BucketBy)] = (new() { BucketBy = "account" }, "bucket_by"),
        [nameof(FlagChanges.Prerequisites)] = (new() { Prerequisites = new([new("other", [])]) }, "prerequisites"),
        [nameof(FlagChanges.Targets)] = (new() { Targets = new([new("on", ["ann"])]) }, "targets"),
        [nameof(FlagChanges.Rules)] = (new() { Rules = new([new() { Id = "r", When = new() { All = [] }, Serve = Serve.Always("on") }]) }, "rules"),
        [nameof(FlagChanges.DefaultServe)] = (new() { DefaultServe = Serve.Always("off") }, "default_serve"),
        [nameof(FlagChanges.IsClientVisible)] = (new() { IsClientVisible = true }, "client_visible"),
    };

    private static IEnumerable<string> Names => OneFieldEach.Keys;

    [TestCaseSource(nameof(Names))]
    public void Changes_the_field_that_is_named_and_no_other(string name)
    {
        var (changes, field) = OneFieldEach[name];

        var after = Before.Update(changes, Later);

        Assert.That(Change.Updated(Before, after).Fields.Select(changed => changed.Key), Is.EqualTo([field]));
    }

    [Test]
    public void Every_field_that_can_be_named_is_tried_here() =>
        Assert.That(typeof(FlagChanges).GetProperties().Select(property => property.Name), Is.EquivalentTo(OneFieldEach.Keys));

    [Test]
    public void Goes_one_version_on() => Assert.That(Before.Update(new() { Name = "Night mode" }, Later).Version, Is.EqualTo(5));

    [Test]
    public void Notes_the_time() => Assert.That(Before.Update(new() { Name = "Night mode" }, Later).UpdatedAt, Is.EqualTo(Later));

    [Test]
    public void Stays_the_flag_it_was()
    {
        var after = Before.Update(new() { Name = "Night mode" }, Later);

        Assert.That(
            (after.Id, after.Key, after.EnvironmentId, after.EnvironmentKey, after.CreatedAt),
            Is.EqualTo((Before.Id, Before.Key, Before.EnvironmentId, Before.EnvironmentKey, Before.CreatedAt)));
    }

    [Test]
    public void Is_the_same_flag_when_nothing_is_named() => Assert.That(Before.Update(new(), Later), Is.SameAs(Before));

    [Test]
    public void Is_the_same_flag_when_nothing_differs()
    {
        var same = new FlagChanges
        {
            Name = Before.Name, Description = Before.Description, Type = Before.Type, IsEnabled = Before.IsEnabled,
            Rollout = Before.Rollout, Salt = Before.Salt, Tags = new(["ui", "web"]), Owner = Before.Owner,
            Purpose = Before.Purpose, ExpiresOn = Before.ExpiresOn, IsArchived = Before.IsArchived,
        };

        Assert.That(Before.Update(same, Later), Is.SameAs(Before));
    }
}
