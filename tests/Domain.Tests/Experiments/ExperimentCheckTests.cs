using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Experiments;

internal sealed class ExperimentCheckTests
{
    private static readonly ExperimentDesign Halves = new() { Arms = [new("off", 50_000), new("on", 50_000)], Control = "off" };

    private static readonly Experiment Ready = new()
    {
        Id = Guid.Empty,
        Key = "checkout",
        EnvironmentId = Guid.Empty,
        EnvironmentKey = "production",
        FlagKey = "dark-mode",
        Name = "Checkout",
        Design = Halves,
        Metrics = [new("buy", MetricRole.Goal)],
        CreatedAt = A.Moment,
        UpdatedAt = A.Moment,
    };

    private static readonly ExperimentSurroundings Around = new(
        A.Flag(), new Dictionary<string, MetricDefinition> { ["buy"] = Metric("buy", null), ["safe"] = Metric("safe", 0.02) }, null, null, null);

    [Test]
    public void A_draft_may_lack_everything() =>
        Assert.That(ExperimentCheck.Check(Ready with { Design = new() { Arms = [], Control = "" }, Metrics = [] }).ByPath(), Is.Empty);

    [TestCase(0.001, true)]
    [TestCase(0.2, true)]
    [TestCase(0.0009, false)]
    [TestCase(0.21, false)]
    [TestCase(double.NaN, false)]
    public void Alpha_has_a_range(double alpha, bool isGood) =>
        Assert.That(ExperimentCheck.Check(Ready with { Analysis = new() { Alpha = alpha } }).ByPath().ContainsKey("alpha"), Is.EqualTo(!isGood));

    [TestCase(200, true)]
    [TestCase(199, false)]
    [TestCase(-1, false)]
    public void Planned_units_have_a_range(long units, bool isGood) =>
        Assert.That(ExperimentCheck.Check(Ready with { Analysis = new() { PlannedUnits = units } }).ByPath().ContainsKey("planned_units"), Is.EqualTo(!isGood));

    private static IEnumerable<TestCaseData> Malformed() =>
        new (string Field, Experiment Experiment)[]
        {
            ("arms[1].variant", With(Halves with { Arms = [new("on", 1), new("on", 2)] })),
            ("arms[0].variant", With(Halves with { Arms = [new("not a key", 1)] })),
            ("arms[0].weight", With(Halves with { Arms = [new("on", -1)] })),
            ("arms[0]", With(Halves with { Arms = [null!] })),
            ("arms", With(Halves with { Arms = [.. Enumerable.Range(0, 21).Select(i => new VariantWeight($"v{i}", 1))] })),
            ("control", With(Halves with { Control = "not a key" })),
            ("when.operator", With(Halves with { When = new() { Attribute = "plan", Operator = "is", Values = [new("1")] } })),
            ("salt", With(Halves with { Salt = "" })),
            ("layer", With(Halves with { Layer = "NO" })),
            ("holdout", With(Halves with { Holdout = "" })),
            ("dimensions", With(Halves with { Dimensions = ["a", "a"] })),
            ("dimensions", With(Halves with { Dimensions = ["$now"] })),
            ("metrics[0]", Ready with { Metrics = [null!] }),
            ("metrics[0].metric", Ready with { Metrics = [new("NO", MetricRole.Goal)] }),
            ("metrics[1].metric", Ready with { Metrics = [new("buy", MetricRole.Goal), new("buy", MetricRole.Secondary)] }),
            ("metrics[0].role", Ready with { Metrics = [new("buy", (MetricRole)(-1))] }),
            ("metrics[0].margin", Ready with { Metrics = [new("buy", MetricRole.Guardrail, 1)] }),
            ("metrics[0].margin", Ready with { Metrics = [new("buy", MetricRole.Goal, 0.1)] }),
            ("mode", Ready with { Analysis = new() { Mode = (AnalysisMode)(-1) } }),
            ("correction", Ready with { Analysis = new() { Correction = (MultipleTesting)(-1) } }),
            ("multi_exposed", Ready with { Analysis = new() { MultiExposed = (MultiExposedUnits)(-1) } }),
            ("prior_sd", Ready with { Analysis = new() { PriorSd = 0 } }),
        }.Select((bad, i) => new TestCaseData(bad.Field, bad.Experiment).SetArgDisplayNames($"{i}: {bad.Field}"));

    [TestCaseSource(nameof(Malformed))]
    public void A_draft_is_never_malformed(string field, Experiment experiment) =>
        Assert.That(ExperimentCheck.Check(experiment).ByPath().Keys, Is.EqualTo(new[] { field }));

    [Test]
    public void Starts_when_nothing_is_missing() => Assert.That(StartCheck.Check(Ready, Around, A.Moment).ByPath(), Is.Empty);

    [Test]
    public void Says_all_that_is_missing_at_once() =>
        Assert.That(
            StartCheck.Check(
                Ready with { Design = new() { Arms = [], Control = "", Traffic = default, Layer = "l", Holdout = "h" }, Metrics = [] },
                Around with { Flag = null },
                A.Moment).ByPath().Keys,
            Is.EquivalentTo(new[] { "flag_key", "arms", "control", "traffic_percentage", "layer", "holdout", "metrics" }));

    private static IEnumerable<TestCaseData> Unready() =>
        new (string Field, Experiment Experiment, ExperimentSurroundings Around)[]
        {
            ("flag_key", Ready, Around with { Flag = A.Flag() with { IsArchived = true } }),
            ("arms[1].variant", With(Halves with { Arms = [new("off", 50_000), new("blue", 50_000)] }), Around),
            ("arms", With(Halves with { Arms = [new("off", 50_000), new("on", 49_999)] }), Around),
            ("arms[1].weight", With(Halves with { Arms = [new("off", 100_000), new("on", 0)] }), Around),
            ("control", With(Halves with { Control = "blue" }), Around),
            ("traffic_percentage", With(Halves with { Traffic = new(12_345), Layer = "l" }), Around with { Layer = ALayer("user_id") }),
            ("layer", With(Halves with { Layer = "l" }), Around with { Layer = ALayer("account") }),
            ("holdout", With(Halves with { Holdout = "h" }), Around with { Holdout = AHoldout("h", "account") }),
            ("holdout", With(Halves with { Holdout = "h" }), Around with { Holdout = AHoldout("h"), LinkedHoldout = AHoldout("other") }),
            ("metrics", Ready with { Metrics = [new("buy", MetricRole.Secondary)] }, Around),
            ("metrics[0].metric", Ready with { Metrics = [new("unknown", MetricRole.Goal)] }, Around),
            ("metrics[1].margin", Ready with { Metrics = [new("safe", MetricRole.Goal), new("buy", MetricRole.Guardrail)] }, Around),
            ("planned_units", Ready with { Analysis = new() { Mode = AnalysisMode.Fixed } }, Around),
            ("planned_end", Ready with { Analysis = new() { PlannedEnd = A.Moment } }, Around),
            ("correction", Ready with { Analysis = new() { Correction = MultipleTesting.Bh } }, Around),
            ("correction", Ready with { Analysis = new() { Mode = AnalysisMode.Sequential, Correction = MultipleTesting.Bh } }, Around),
        }.Select((bad, i) => new TestCaseData(bad.Field, bad.Experiment, bad.Around).SetArgDisplayNames($"{i}: {bad.Field}"));

    [TestCaseSource(nameof(Unready))]
    public void Does_not_start_without(string field, Experiment experiment, ExperimentSurroundings around) =>
        Assert.That(StartCheck.Check(experiment, around, A.Moment).ByPath().Keys, Is.EqualTo(new[] { field }));

    [TestCase(AnalysisMode.Fixed, MultipleTesting.Bh)]
    [TestCase(AnalysisMode.Bayesian, MultipleTesting.Bh)]
    [TestCase(AnalysisMode.Hybrid, MultipleTesting.None)]
    public void Starts_with_every_correction_that_holds_in_its_mode(AnalysisMode mode, MultipleTesting correction) =>
        Assert.That(StartCheck.Check(Ready with { Analysis = new() { Mode = mode, Correction = correction, PlannedUnits = 1000 } }, Around, A.Moment).ByPath(), Is.Empty);

    [Test]
    public void A_guardrail_may_have_its_margin_from_the_metric() =>
        Assert.That(
            StartCheck.Check(Ready with { Metrics = [new("buy", MetricRole.Goal), new("safe", MetricRole.Guardrail)] }, Around, A.Moment).ByPath(), Is.Empty);

    private static Experiment With(ExperimentDesign design) => Ready with { Design = design };

    private static MetricDefinition Metric(string key, double? margin) => new()
    {
        Id = Guid.Empty,
        Key = key,
        EnvironmentId = Guid.Empty,
        EnvironmentKey = "production",
        Name = key,
        Kind = MetricKind.Proportion,
        Events = new() { Event = "buy" },
        Margin = margin,
        CreatedAt = A.Moment,
        UpdatedAt = A.Moment,
    };

    private static Layer ALayer(string bucketBy) => new()
    {
        Id = Guid.Empty,
        Key = "l",
        EnvironmentId = Guid.Empty,
        EnvironmentKey = "production",
        Name = "l",
        Salt = "l.layer",
        BucketBy = bucketBy,
        CreatedAt = A.Moment,
        UpdatedAt = A.Moment,
    };

    private static Holdout AHoldout(string key, string bucketBy = "user_id") => new()
    {
        Id = Guid.Empty,
        Key = key,
        EnvironmentId = Guid.Empty,
        EnvironmentKey = "production",
        Name = key,
        Share = new RolloutPercentage(5000),
        Salt = key,
        BucketBy = bucketBy,
        CreatedAt = A.Moment,
        UpdatedAt = A.Moment,
    };
}
