using System.Buffers;
using System.Text.Json;
using CsCheck;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Evaluation;

/// <summary>A snapshot to which changes were made is the one that would have been read anew.</summary>
internal sealed class EnvironmentChangesTests
{
    private static readonly EnvironmentConfiguration Complete = A.Configuration(A.Environment() with { Version = 3 }, A.Flag("a"), A.Flag("c")) with
    {
        Segments = [new() { Key = "s", Included = ["ann"] }],
        SdkKeys = [new() { Id = Guid.CreateVersion7(A.Moment), Kind = SdkKeyKind.Client, SecretHash = "ab", ExpiresAt = A.Moment }],
    };

    private static readonly EnvironmentSnapshot Before = new(Complete);

    [Test]
    public void A_changed_flag_replaces_the_former() =>
        Assert.That(Before.With(Changes() with { Flags = [A.Flag("c") with { Version = 2 }] }).Find("c")!.Version, Is.EqualTo(2));

    [Test]
    public void What_has_not_changed_is_not_compiled_again() =>
        Assert.That(Before.With(Changes() with { Flags = [A.Flag("c")] }).Find("a"), Is.SameAs(Before.Find("a")));

    [Test]
    public void A_new_flag_stands_in_its_place() =>
        Assert.That(Before.With(Changes() with { Flags = [A.Flag("b")] }).Flags.Select(flag => flag.Key), Is.EqualTo(new[] { "a", "b", "c" }));

    [Test]
    public void A_deleted_flag_is_gone() =>
        Assert.That(Before.With(Changes() with { DeletedFlags = ["a"] }).Flags.Select(flag => flag.Key), Is.EqualTo(new[] { "c" }));

    [Test]
    public void A_flag_that_was_deleted_and_created_again_is_there() =>
        Assert.That(Before.With(Changes() with { DeletedFlags = ["a"], Flags = [A.Flag("a") with { Version = 9 }] }).Find("a")!.Version, Is.EqualTo(9));

    [Test]
    public void A_deleted_segment_is_gone() => Assert.That(Before.With(Changes() with { DeletedSegments = ["s"] }).Segments, Is.Empty);

    [Test]
    public void The_keys_are_those_of_the_change() => Assert.That(Before.With(Changes()).SdkKeys, Is.Empty);

    [Test]
    public void The_snapshot_before_stays_as_it_was()
    {
        Before.With(Changes() with { DeletedFlags = ["a"], Flags = [A.Flag("b")] });

        Assert.That(Before.Flags.Select(flag => flag.Key), Is.EqualTo(new[] { "a", "c" }));
    }

    [Test]
    public void Changes_since_another_version_are_refused() => Assert.That(() => Before.With(Changes() with { Since = 2 }), Throws.ArgumentException);

    [Test]
    public void Any_changes_leave_what_reading_anew_would_bring() =>
        Gen.Select(Gen.Int[0, 7], Gen.Int[0, 2]).Array[0, 12].Array[1, 6].Sample(transactions =>
        {
            var environment = A.Environment();
            var flags = new Dictionary<string, Flag>(StringComparer.Ordinal);
            var snapshot = new EnvironmentSnapshot(A.Configuration(environment));
            foreach (var steps in transactions)
            {
                var (changed, deleted) = (new HashSet<string>(), new HashSet<string>());
                foreach (var (key, what) in steps.Select(step => ($"flag-{step.Item1}", step.Item2)))
                {
                    _ = what == 0 ? flags.Remove(key) && deleted.Add(key) : (flags[key] = A.Flag(key) with { Version = snapshot.Version }) is not null && changed.Add(key);
                }

                snapshot = snapshot.With(A.Configuration(environment) with
                {
                    Since = snapshot.Version, Version = snapshot.Version + 1, DeletedFlags = [.. deleted], Flags = [.. changed.Where(flags.ContainsKey).Select(key => flags[key])],
                });
            }

            return snapshot.Flags.Select(flag => (flag.Key, flag.Version))
                .SequenceEqual(flags.Values.OrderBy(flag => flag.Key, StringComparer.Ordinal).Select(flag => (flag.Key, flag.Version)));
        });

    [Test]
    public void Its_JSON_is_the_complete_configuration() => Assert.That(
        JsonSerializer.Serialize(JsonSerializer.Deserialize<EnvironmentConfiguration>(Json(Before, withSdkKeys: true), DomainJson.Options)),
        Is.EqualTo(JsonSerializer.Serialize(Complete)));

    [Test]
    public void Its_JSON_for_others_has_no_keys() =>
        Assert.That(JsonSerializer.Deserialize<EnvironmentConfiguration>(Json(Before, withSdkKeys: false), DomainJson.Options)!.SdkKeys, Is.Null);

    [Test]
    public void Its_JSON_is_the_same_whatever_changes_led_to_it()
    {
        var all = Complete with { Version = 4, Segments = [new() { Key = "B" }, new() { Key = "a" }, new() { Key = "s" }] };
        var changed = new EnvironmentSnapshot(Complete with { Segments = [new() { Key = "s" }, new() { Key = "gone" }] }).With(
            Changes() with { SdkKeys = Complete.SdkKeys, DeletedSegments = ["gone"], Segments = [new() { Key = "a" }, new() { Key = "B" }] });

        Assert.That(Json(changed, withSdkKeys: true), Is.EqualTo(Json(new(all), withSdkKeys: true)));
    }

    private static EnvironmentConfiguration Changes() => Complete with { Since = 3, Version = 4, Flags = [], Segments = [], SdkKeys = [] };

    private static byte[] Json(EnvironmentSnapshot snapshot, bool withSdkKeys)
    {
        var output = new ArrayBufferWriter<byte>();
        snapshot.WriteTo(output, withSdkKeys);
        return output.WrittenSpan.ToArray();
    }
}
