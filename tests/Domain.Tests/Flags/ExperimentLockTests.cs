using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Flags;

/// <summary>What an experiment that runs on a flag leaves to people.</summary>
public sealed class ExperimentLockTests
{
    private static readonly Flag Running = A.Flag() with
    {
        Type = FlagType.Multivariate,
        ValueType = FlagValueType.Number,
        Variants = [new("on", new("1"), 20_000), new("off", new("2"), 30_000), new("other", new("3"), 50_000), new("spare", new("4"), 0)],
        Experiment = A.FlagExperiment(),
    };

    private static readonly Dictionary<string, Flag> Refused = new()
    {
        ["flag_type"] = Running with { Type = FlagType.Boolean },
        ["value_type"] = Running with { ValueType = FlagValueType.String },
        ["variants: the value of an arm"] = WithVariants(new("on", new("1.5"), 20_000), Running.Variants[1], Running.Variants[2], Running.Variants[3]),
        ["variants: an arm goes"] = WithVariants(Running.Variants[0], Running.Variants[2], Running.Variants[3]),
        ["variants: weights where they decide"] = WithVariants(Running.Variants[0], Running.Variants[1], new("other", new("3"), 49_999), new("spare", new("4"), 1)),
        ["off_variant"] = Running with { OffVariant = "on" },
        ["bucket_by"] = Running with { BucketBy = "company" },
        ["salt"] = Running with { Salt = "pepper" },
        ["prerequisites"] = Running with { Prerequisites = [new("other")] },
        ["rules"] = Running with { Rules = [new() { Id = "r", When = new() { All = [] }, Serve = Serve.Always("on") }] },
        ["default_serve"] = Running with { DefaultServe = Serve.Always("on") },
    };

    private static readonly Dictionary<string, Flag> Allowed = new()
    {
        ["is_enabled"] = Running with { IsEnabled = false },
        ["targets"] = Running with { Targets = [new("on", ["ann"])] },
        ["rollout_percentage of another type"] = Running with { Rollout = A.Percentage(5) },
        ["a spare variant's value"] = WithVariants([.. Running.Variants.Take(3), new("spare", new("5"), 0)]),
        ["a variant goes that nobody gets"] = WithVariants([.. Running.Variants.Take(3)]),
        ["another variant"] = WithVariants([.. Running.Variants, new("new", new("6"), 0)]),
        ["what people read"] = Running with { Name = "New", Description = "New", Tags = ["new"], Owner = "new", Purpose = "operational", ExpiresOn = new(2027, 1, 1) },
        ["client_visible"] = Running with { IsClientVisible = true },
        ["the experiment ends, with what it ships"] = Running with { Experiment = null, DefaultServe = Serve.Always("on") },
        ["another run begins, with anything else"] = Running with { Experiment = A.FlagExperiment() with { Run = 2 }, Salt = "pepper" },
        ["more traffic"] = Running with { Experiment = A.FlagExperiment() with { Traffic = A.Percentage(50) } },
    };

    private static IEnumerable<string> RefusedNames => Refused.Keys;

    private static IEnumerable<string> AllowedNames => Allowed.Keys;

    [TestCaseSource(nameof(RefusedNames))]
    public void Refuses_what_would_mix_unlike_units(string name)
    {
        var error = ExperimentLock.OnUpdate(Running, Refused[name])!;

        Assert.That((error.Kind, error.Detail), Is.EqualTo((ErrorKind.Conflict,
            $"The experiment \"dark-mode-test\" runs on this flag: until it has ended its {name.Split(':')[0]} cannot change, or its results would mix what is not alike. "
            + "Stop it first, with POST /experiments/dark-mode-test/stop; is_enabled and targets may change at any time.")));
    }

    [TestCaseSource(nameof(RefusedNames))]
    public void Refuses_nothing_where_no_experiment_runs(string name) =>
        Assert.That(ExperimentLock.OnUpdate(Running with { Experiment = null }, Refused[name] with { Experiment = null }), Is.Null);

    [TestCaseSource(nameof(AllowedNames))]
    public void Allows_the_rest(string name) => Assert.That(ExperimentLock.OnUpdate(Running, Allowed[name]), Is.Null);

    [Test]
    public void Refuses_another_percentage_of_a_percentage_flag()
    {
        var percentage = A.PercentageFlag() with { Experiment = A.FlagExperiment() };

        Assert.That(ExperimentLock.OnUpdate(percentage, percentage with { Rollout = A.Percentage(51) })!.Detail, Does.Contain("its rollout_percentage cannot change"));
    }

    [Test]
    public void Refuses_to_archive() =>
        Assert.That(ExperimentLock.OnUpdate(Running, Running with { IsArchived = true })!.Detail, Does.Contain("it cannot be archived"));

    [Test]
    public void Refuses_to_delete() => Assert.That(ExperimentLock.OnDelete(Running)!.Detail, Does.Contain("it cannot be deleted"));

    [Test]
    public void Lets_other_flags_be_deleted() => Assert.That(ExperimentLock.OnDelete(Running with { Experiment = null }), Is.Null);

    private static Flag WithVariants(params Variant[] variants) => Running with { Variants = variants };
}
