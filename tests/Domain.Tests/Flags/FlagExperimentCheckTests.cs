using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Flags;

/// <summary>What a flag says to the experiment and the holdout that are put on it.</summary>
public sealed class FlagExperimentCheckTests(string culture) : InEveryCulture(culture)
{
    private static readonly FlagExperiment Experiment = A.FlagExperiment();

    private static readonly Dictionary<string, (FlagExperiment Experiment, string Place)> Wrong = new()
    {
        ["an arm that is no variant"] = (Experiment with { Arms = [new("on", 50_000), new("blue", 50_000)] }, "experiment.arms[1].variant"),
        ["the same arm twice"] = (Experiment with { Arms = [new("on", 50_000), new("on", 50_000)] }, "experiment.arms[1].variant"),
        ["weights that are not the whole"] = (Experiment with { Arms = [new("on", 50_000), new("off", 49_999)] }, "experiment.arms"),
        ["no arm at a place"] = (Experiment with { Arms = [new("on", 100_000), null!] }, "experiment.arms[1]"),
        ["an unknown operator"] = (Experiment with { When = new() { Attribute = "country", Operator = "is", Values = [JsonToken.Of("NL")] } }, "experiment.when.operator"),
        ["the flag's salt"] = (Experiment with { Salt = "dark-mode" }, "experiment.salt"),
        ["the layer's salt"] = (Experiment with { Layer = new("layer", Experiment.Salt, [new(0, 10)]) }, "experiment.salt"),
        ["a range that is turned round"] = (Experiment with { Layer = new("layer", "layer", [new(10, 5)]) }, "experiment.layer.ranges[0]"),
        ["ranges that overlap"] = (Experiment with { Layer = new("layer", "layer", [new(0, 10), new(9, 20)]) }, "experiment.layer.ranges[1]"),
        ["a range beyond the layer"] = (Experiment with { Layer = new("layer", "layer", [new(0, 10_001)]) }, "experiment.layer.ranges[0]"),
    };

    private static IEnumerable<string> Faults => Wrong.Keys;

    [Test]
    public void Finds_nothing_wrong_with_a_right_one() => Assert.That(
        Places(A.Flag() with { Experiment = Experiment with { Layer = new("layer", "layer", [new(0, 10), new(10, 10_000)]) }, Holdout = A.FlagHoldout(50) }), Is.Empty);

    [TestCaseSource(nameof(Faults))]
    public void Says_where_it_is_wrong(string fault) => Assert.That(Places(A.Flag() with { Experiment = Wrong[fault].Experiment }), Is.EqualTo(new[] { Wrong[fault].Place }));

    [Test]
    public void Wants_another_salt_than_the_holdout_s() => Assert.That(
        Places(A.Flag() with { Experiment = Experiment, Holdout = A.FlagHoldout() with { Salt = Experiment.Salt } }), Is.EqualTo(new[] { "experiment.salt" }));

    [TestCase("0")]
    [TestCase("50.001")]
    public void Wants_a_holdout_that_can_be_measured(string percent) => Assert.That(
        Places(A.Flag() with { Holdout = A.FlagHoldout(decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture)) }), Is.EqualTo(new[] { "holdout" }));

    [Test]
    public void Counts_what_the_targeting_looks_into() => Assert.That(
        References.Of(A.Flag() with { Experiment = Experiment with { When = new() { Any = [new() { Operator = "in_segment", Values = [JsonToken.Of("beta")] }] } } })
            .Select(reference => $"{reference.Target.Key} {reference.Path}"),
        Is.EqualTo(new[] { "beta experiment.when.any[0].values[0]" }));

    private static IEnumerable<string> Places(Flag flag) => FlagCheck.Check(flag).ByPath().Keys;
}
