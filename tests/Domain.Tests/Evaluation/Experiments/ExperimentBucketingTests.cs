using CsCheck;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Evaluation.Experiments;

/// <summary>What dealing units into experiments promises. The ids are fixed: a failure is a change of the hash.</summary>
public sealed class ExperimentBucketingTests(string culture) : InEveryCulture(culture)
{
    private const int Units = 100_000;

    /// <summary>Chi-square with one degree of freedom is larger once in 10 000 times.</summary>
    private const double Unlikely = 15.14;

    [Test]
    public void More_traffic_takes_nobody_out_and_changes_no_arm() =>
        Gen.Select(Gen.String[1, 40], Gen.String[1, 100], Gen.Int[0, 100_000], Gen.Int[0, 100_000]).Sample(
            (salt, id, one, other) =>
            {
                var before = Of(salt, traffic: Math.Min(one, other)).ArmOf(id);
                return before is null || before == Of(salt, traffic: Math.Max(one, other)).ArmOf(id);
            },
            iter: 3_000,
            threads: 1);

    [Test]
    public void More_buckets_of_a_layer_take_nobody_out_and_change_no_arm() =>
        Gen.Select(Gen.String[1, 100], Gen.Int[1, 5_000], Gen.Int[5_000, 9_999]).Sample(
            (id, first, second) =>
            {
                var before = Of("s-1", layer: [new(0, first)]).ArmOf(id);
                return before is null || before == Of("s-1", layer: [new(0, first), new(second, Layer.Buckets)]).ArmOf(id);
            },
            iter: 3_000,
            threads: 1);

    [TestCaseSource(typeof(Ids), nameof(Ids.Shapes))]
    public void Two_experiments_of_one_layer_never_share_a_unit(string shape)
    {
        var one = Of("one-1", layer: [new(0, 2_500), new(5_000, 7_500)]);
        var other = Of("other-1", layer: [new(2_500, 5_000), new(7_500, Layer.Buckets)]);

        Assert.That(Ids.Of(shape, 10_000).Select(id => (one.ArmOf(id) is null) == (other.ArmOf(id) is null)), Is.All.False);
    }

    [TestCaseSource(typeof(Ids), nameof(Ids.Shapes))]
    public void A_layer_gives_the_share_that_it_says(string shape) =>
        Assert.That(Share(shape, Of("one-1", layer: [new(1_000, 2_000), new(9_500, Layer.Buckets)])), Is.EqualTo(0.15).Within(0.005));

    [TestCaseSource(typeof(Ids), nameof(Ids.Shapes))]
    public void Traffic_is_the_share_that_it_says(string shape) => Assert.That(Share(shape, Of("one-1", traffic: 20_000)), Is.EqualTo(0.2).Within(0.005));

    [Test]
    public void Arms_do_not_depend_on_the_traffic([ValueSource(typeof(Ids), nameof(Ids.Shapes))] string shape, [Values(5_000, 50_000)] int traffic)
    {
        var (few, all) = (Of("checkout-1", traffic: traffic), Of("checkout-1", traffic: 100_000));

        Assert.That(ChiSquare(shape, id => few.ArmOf(id) is not null, id => all.ArmOf(id) == "a"), Is.LessThan(Unlikely));
    }

    [TestCaseSource(typeof(Ids), nameof(Ids.Shapes))]
    public void Arms_do_not_depend_on_the_place_in_the_layer(string shape)
    {
        var (low, all) = (Of("checkout-1", layer: [new(0, 5_000)]), Of("checkout-1", layer: [new(0, Layer.Buckets)]));

        Assert.That(ChiSquare(shape, id => low.ArmOf(id) is not null, id => all.ArmOf(id) == "a"), Is.LessThan(Unlikely));
    }

    [TestCaseSource(typeof(Ids), nameof(Ids.Shapes))]
    public void Arms_of_one_run_do_not_depend_on_those_of_the_one_before(string shape)
    {
        var (first, second) = (Of("checkout-1"), Of("checkout-2"));

        Assert.That(ChiSquare(shape, id => first.ArmOf(id) == "a", id => second.ArmOf(id) == "a"), Is.LessThan(Unlikely));
    }

    [TestCaseSource(typeof(Ids), nameof(Ids.Shapes))]
    public void Arms_do_not_depend_on_a_percentage_in_who_takes_part(string shape)
    {
        var half = new CompiledFlag(Flag(A.FlagExperiment() with
        {
            When = new() { Operator = "within_percentage", Values = [new("50")] },
            Arms = [new("a", 50_000), new("b", 50_000)],
        }));

        Assert.That(ChiSquare(shape, id => half.ArmOf(id) is not null, id => Of("dark-mode-test-1").ArmOf(id) == "a"), Is.LessThan(Unlikely));
    }

    [TestCaseSource(typeof(Ids), nameof(Ids.Shapes))]
    public void Arms_do_not_depend_on_the_holdout(string shape)
    {
        var holdout = new CompiledFlag(Flag(A.FlagExperiment()) with { Holdout = A.FlagHoldout(30) }).Holdout!;

        Assert.That(ChiSquare(shape, id => holdout.GroupOf(new EvaluationContext(id)) == HoldoutGroup.HeldOut, id => Of("checkout-1").ArmOf(id) == "a"), Is.LessThan(Unlikely));
    }

    private static CompiledFlag Of(string salt, int traffic = 100_000, LayerRange[]? layer = null) => new(Flag(new()
    {
        Key = "checkout",
        Run = 1,
        Salt = salt,
        Arms = [new("a", 50_000), new("b", 50_000)],
        Traffic = new(traffic),
        Layer = layer is null ? null : new("layer", "layer-salt", layer),
    }));

    private static Flag Flag(FlagExperiment experiment) => ExperimentStage.Flag("a", "b", "on") with { Experiment = experiment };

    private static double Share(string shape, CompiledFlag flag) => Ids.Of(shape, Units).Count(id => flag.ArmOf(id) is not null) / (double)Units;

    /// <summary>Of the table of two by two, for independence.</summary>
    private static double ChiSquare(string shape, Func<string, bool> one, Func<string, bool> other)
    {
        const int Sample = 20_000;
        double both = 0, first = 0, second = 0;
        foreach (var id in Ids.Of(shape, Sample))
        {
            var (isOne, isOther) = (one(id), other(id));
            (both, first, second) = (both + (isOne && isOther ? 1 : 0), first + (isOne ? 1 : 0), second + (isOther ? 1 : 0));
        }

        var excess = (both * Sample) - (first * second);
        return Sample * excess * excess / (first * (Sample - first) * second * (Sample - second));
    }
}
