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

    private static readonly Dictionary<string, Flag> OneFieldEach = new()
    {
        ["name"] = Before with { Name = "Night mode" },
        ["description"] = Before with { Description = "" },
        ["flag_type"] = Before with { Type = FlagType.Percentage },
        ["is_enabled"] = Before with { IsEnabled = false },
        ["rollout_percentage"] = Before with { Rollout = A.Percentage(12.5m) },
        ["salt"] = Before with { Salt = "again" },
        ["tags"] = Before with { Tags = ["web", "ui"] },
        ["owner"] = Before with { Owner = null },
        ["purpose"] = Before with { Purpose = "permission" },
        ["expires_on"] = Before with { ExpiresOn = null },
        ["is_archived"] = Before with { IsArchived = true },
        ["value_type"] = Before with { ValueType = FlagValueType.Number },
        ["variants"] = Before with { Variants = [new("one", new("1")), new("other", new("1.0"))] },
        ["off_variant"] = Before with { OffVariant = "on" },
        ["bucket_by"] = Before with { BucketBy = "account" },
        ["prerequisites"] = Before with { Prerequisites = [new("other")] },
        ["targets"] = Before with { Targets = [new("on", ["ann"])] },
        ["rules"] = Before with { Rules = [new() { Id = "r", When = new() { All = [] }, Serve = Serve.Always("on") }] },
        ["default_serve"] = Before with { DefaultServe = Serve.Always("off") },
        ["experiment"] = Before with { Experiment = A.FlagExperiment() },
        ["holdout"] = Before with { Holdout = A.FlagHoldout() },
        ["client_visible"] = Before with { IsClientVisible = true },
    };

    private static IEnumerable<string> Fields => OneFieldEach.Keys;

    [TestCaseSource(nameof(Fields))]
    public void Tells_the_field_that_differs_and_no_other(string field) =>
        Assert.That(Change.Updated(Before, Before.Update(OneFieldEach[field], Later)).Fields.Select(changed => changed.Key), Is.EqualTo([field]));

    [Test]
    public void Every_field_of_the_history_is_tried_here() =>
        Assert.That(((IAudited)Before).Describe().Select(field => field.Key), Is.EquivalentTo(OneFieldEach.Keys.Append("key")));

    [Test]
    public void Sees_that_1_is_not_1_point_0()
    {
        var one = Before with { Variants = [new("any", new("1"))] };

        Assert.That(one.Update(one with { Variants = [new("any", new("1.0"))] }, Later).Version, Is.EqualTo(5));
    }

    [Test]
    public void Goes_one_version_on() => Assert.That(Before.Update(Before with { Name = "Night mode" }, Later).Version, Is.EqualTo(5));

    [Test]
    public void Notes_the_time() => Assert.That(Before.Update(Before with { Name = "Night mode" }, Later).UpdatedAt, Is.EqualTo(Later));

    [Test]
    public void Stays_the_flag_it_was()
    {
        var after = Before.Update(Before with { Name = "Night mode" }, Later);

        Assert.That(
            (after.Id, after.Key, after.EnvironmentId, after.EnvironmentKey, after.CreatedAt),
            Is.EqualTo((Before.Id, Before.Key, Before.EnvironmentId, Before.EnvironmentKey, Before.CreatedAt)));
    }

    [Test]
    public void Is_the_same_flag_when_nothing_differs() =>
        Assert.That(Before.Update(Before with { Tags = ["ui", "web"], Variants = [.. Variant.OnAndOff] }, Later), Is.SameAs(Before));
}
