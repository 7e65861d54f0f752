using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Experiments;

internal sealed class ExperimentChangeTests
{
    private static readonly ExperimentDesign Halves = new()
    {
        Arms = [new("off", 50_000), new("on", 50_000)], Control = "off", Traffic = new(50_000),
    };

    private static readonly Experiment Running = new()
    {
        Id = Guid.Empty,
        Key = "checkout",
        EnvironmentId = Guid.Empty,
        EnvironmentKey = "production",
        FlagKey = "dark-mode",
        Name = "Checkout",
        Design = Halves,
        Metrics = [new("buy", MetricRole.Goal), new("safe", MetricRole.Guardrail, 0.1)],
        Status = ExperimentStatus.Running,
        CreatedAt = A.Moment,
        UpdatedAt = A.Moment,
    };

    [Test]
    public void Texts_may_always_change() =>
        Assert.That(
            ExperimentChange.Locked(
                Running with { Status = ExperimentStatus.Archived },
                Running with { Status = ExperimentStatus.Archived, Name = "n", Hypothesis = "h", Description = "d", Conclusion = "c" }),
            Is.Empty);

    [Test]
    public void How_it_is_judged_is_fixed() =>
        Assert.That(
            ExperimentChange.Locked(
                Running,
                Running with
                {
                    FlagKey = "other",
                    Analysis = new()
                    {
                        Mode = AnalysisMode.Fixed,
                        Alpha = 0.1,
                        Correction = MultipleTesting.None,
                        PlannedUnits = 500,
                        PlannedEnd = A.Moment,
                        MultiExposed = MultiExposedUnits.FirstVariant,
                        PriorSd = 0.3,
                    },
                }),
            Is.EquivalentTo(new[] { "flag_key", "mode", "alpha", "correction", "planned_units", "planned_end", "multi_exposed", "prior_sd" }));

    [Test]
    public void Secondary_metrics_and_guardrails_may_come() =>
        Assert.That(
            ExperimentChange.Locked(
                Running, Running with { Metrics = [new("more", MetricRole.Secondary), .. Running.Metrics, new("less", MetricRole.Guardrail, 0.2)] }),
            Is.Empty);

    [Test]
    public void A_goal_may_not_come() =>
        Assert.That(ExperimentChange.Locked(Running, Running with { Metrics = [.. Running.Metrics, new("more", MetricRole.Goal)] }), Is.EqualTo(new[] { "metrics" }));

    [Test]
    public void A_metric_may_not_go() =>
        Assert.That(ExperimentChange.Locked(Running, Running with { Metrics = [Running.Metrics[0]] }), Is.EqualTo(new[] { "metrics" }));

    [Test]
    public void A_margin_may_not_change() =>
        Assert.That(
            ExperimentChange.Locked(Running, Running with { Metrics = [Running.Metrics[0], Running.Metrics[1] with { Margin = 0.2 }] }), Is.EqualTo(new[] { "metrics" }));

    [Test]
    public void What_is_over_deals_units_no_other_way()
    {
        var over = Running with { Status = ExperimentStatus.Stopped };

        Assert.That(ExperimentChange.Locked(over, over with { Design = Halves with { Salt = "s", Control = "on" } }), Is.EquivalentTo(new[] { "control", "salt" }));
    }

    [Test]
    public void More_traffic_moves_nobody() => Assert.That(ExperimentChange.OnlyAddsTraffic(Halves, Halves with { Traffic = new(50_001) }));

    [Test]
    public void Less_traffic_does() => Assert.That(ExperimentChange.OnlyAddsTraffic(Halves, Halves with { Traffic = new(49_999) }), Is.False);

    [Test]
    public void More_traffic_with_other_weights_does() =>
        Assert.That(ExperimentChange.OnlyAddsTraffic(Halves, Halves with { Traffic = new(60_000), Arms = [new("off", 40_000), new("on", 60_000)] }), Is.False);

    [Test]
    public void The_same_design_written_again_is_no_change() =>
        Assert.That(ExperimentChange.DealsAnew(Halves, Halves with { Arms = [.. Halves.Arms], Dimensions = [.. Halves.Dimensions] }), Is.False);

    [Test]
    public void A_run_ends_where_the_next_begins()
    {
        var twice = Running.Begin(Run(1, A.Moment)).Begin(Run(2, A.Moment.AddDays(1)));

        Assert.That(twice.Runs.Select(run => run.EndedAt), Is.EqualTo(new DateTimeOffset?[] { A.Moment.AddDays(1), null }));
    }

    [Test]
    public void Stopping_ends_the_last_run_and_leaves_the_others()
    {
        var stopped = Running.Begin(Run(1, A.Moment)).Begin(Run(2, A.Moment.AddDays(1))).Stop("better", "on", A.Moment.AddDays(2));

        Assert.That(stopped.Runs.Select(run => run.EndedAt), Is.EqualTo(new DateTimeOffset?[] { A.Moment.AddDays(1), A.Moment.AddDays(2) }));
        Assert.That((stopped.Status, stopped.Conclusion, stopped.ShippedVariant), Is.EqualTo((ExperimentStatus.Stopped, "better", "on")));
    }

    [Test]
    public void In_a_layer_the_slice_is_the_share() =>
        Assert.That((Run(1, A.Moment) with { Slice = new("l", "l.layer", [new(0, 5000)]) }).OnFlag("checkout").Traffic.Weight, Is.EqualTo(RolloutPercentage.Whole));

    private static ExperimentRun Run(int number, DateTimeOffset startedAt) => new()
    {
        Id = number, Number = number, StartedAt = startedAt, Design = Halves with { Salt = $"checkout-{number}" }, Analysis = new(),
    };
}
