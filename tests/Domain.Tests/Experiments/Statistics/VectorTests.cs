using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Statistics;
using FeatureFlag.Domain.Experiments.Statistics.Planning;

namespace FeatureFlag.Domain.Tests.Experiments.Statistics;

/// <summary>What is not a plain comparison, against mpmath.</summary>
internal sealed class VectorTests
{
    private static StatisticsVectors All => StatisticsVectors.All;

    private static CupedVector[] CupedVectors => All.Cuped;

    private static RatioVector[] RatioVectors => All.Ratio;

    private static BayesVector[] BayesVectors => All.Bayes;

    private static BestVector[] BestVectors => All.Best;

    private static SampleRatioVector[] SampleRatioVectors => All.SampleRatio;

    private static GuardrailVector[] GuardrailVectors => All.Guardrails;

    private static WilsonVector[] WilsonVectors => All.Wilson;

    private static PlanVector[] PlanVectors => All.Plans;

    [TestCaseSource(nameof(CupedVectors))]
    public void Cuped_takes_out_what_units_did_before(CupedVector vector)
    {
        var (control, treatment) = (StatisticsVectors.Moments(vector.Control, 4, 5), StatisticsVectors.Moments(vector.Treatment, 4, 5));
        var cuped = Cuped.Compare(control, treatment).Value!;
        var test = Welch.Test(cuped.Contrast, vector.Alpha);
        var lift = Fieller.Lift(cuped.Contrast, test.CriticalValue);
        var delta = DeltaMethod.Lift(cuped.Contrast, test.CriticalValue);
        Assert.Multiple(() =>
        {
            Assert.That(cuped.Theta, Nearly.EqualTo(vector.Theta));
            Assert.That(cuped.Control.Mean, Nearly.EqualTo(vector.Adjusted[0]));
            Assert.That(cuped.Treatment.Mean, Nearly.EqualTo(vector.Adjusted[1]));
            Assert.That(cuped.Contrast.Difference, Nearly.EqualTo(vector.Diff));
            Assert.That(cuped.Contrast.StandardError, Nearly.EqualTo(vector.Se));
            Assert.That(cuped.Contrast.DegreesOfFreedom, Nearly.EqualTo(vector.Df));
            Assert.That(cuped.VarianceReduction, Nearly.EqualTo(vector.VarianceReduction));
            Assert.That(test.P, Nearly.EqualTo(vector.P));
            Assert.That(lift.Value, Nearly.EqualTo(vector.Lift));
            Assert.That(lift.CiLow, Nearly.EqualTo(vector.Fieller[0]));
            Assert.That(lift.CiHigh, Nearly.EqualTo(vector.Fieller[1]));
            Assert.That(delta.CiLow, Nearly.EqualTo(vector.Delta[0]));
            Assert.That(delta.CiHigh, Nearly.EqualTo(vector.Delta[1]));
            Assert.That(Cuped.Imbalance(control, treatment).Value!.P, Nearly.EqualTo(vector.ImbalanceP));
        });
    }

    [TestCaseSource(nameof(RatioVectors))]
    public void A_ratio_varies_as_its_residuals_do(RatioVector vector)
    {
        var estimate = ArmEstimate.OfRatio(StatisticsVectors.Moments(vector.Units, 5, 6)).Value!;
        Assert.That(estimate.Mean, Nearly.EqualTo(vector.Mean));
        Assert.That(estimate.Variance, Nearly.EqualTo(vector.Variance));
    }

    [TestCaseSource(nameof(BayesVectors))]
    public void The_posterior_gives_chance_and_losses(BayesVector vector)
    {
        var contrast = new Contrast(vector.Diff, vector.Se * vector.Se, 100, 200, vector.Baseline, 1, -1, 1);
        var prior = vector.Prior is [var mean, var sd] ? new LiftPrior(mean, sd) : null;
        var more = Bayesian.Judge(contrast, prior, MetricDirection.Increase, vector.Alpha).Value!;
        var less = Bayesian.Judge(contrast, prior, MetricDirection.Decrease, vector.Alpha).Value!;
        Assert.Multiple(() =>
        {
            Assert.That(more.Mean, Nearly.EqualTo(vector.Mean));
            Assert.That(more.Sd, Nearly.EqualTo(vector.Sd));
            Assert.That(more.ChanceToWin, Nearly.EqualTo(vector.Chance));
            Assert.That(less.ChanceToWin, Nearly.EqualTo(1 - vector.Chance, 1));
            Assert.That(more.LossOfShipping, Nearly.EqualTo(vector.LossShip));
            Assert.That(more.LossOfKeeping, Nearly.EqualTo(vector.LossKeep));
            Assert.That(less.LossOfShipping, Nearly.EqualTo(vector.LossKeep));
            Assert.That(less.LossOfKeeping, Nearly.EqualTo(vector.LossShip));
            Assert.That(more.CiLow, Nearly.EqualTo(vector.Ci[0]));
            Assert.That(more.CiHigh, Nearly.EqualTo(vector.Ci[1]));
            Assert.That(more.Lift.CiHigh, Nearly.EqualTo(vector.Ci[1] / Math.Abs(vector.Baseline)));
        });
    }

    [TestCaseSource(nameof(BestVectors))]
    public void Of_several_arms_each_has_its_chance_to_be_best(BestVector vector)
    {
        var arms = vector.Arms.Select(arm => new ArmEstimate(100, 0, arm[0], 100 * arm[1] * arm[1])).ToList();
        var chances = Bayesian.ChancesToBeBest(arms, MetricDirection.Increase).Value!;
        var mirrored = Bayesian.ChancesToBeBest([.. arms.Select(arm => arm with { Offset = -arm.Offset })], MetricDirection.Decrease).Value!;
        Assert.Multiple(() =>
        {
            for (var arm = 0; arm < arms.Count; arm++)
            {
                Assert.That(chances[arm], Nearly.EqualTo(vector.Chances[arm]));
                Assert.That(mirrored[arm], Nearly.EqualTo(vector.Chances[arm]));
            }
        });
    }

    [TestCaseSource(nameof(SampleRatioVectors))]
    public void The_split_is_tested_once_and_at_any_time(SampleRatioVector vector)
    {
        var result = SampleRatio.Test(vector.Observed, vector.Weights);
        Assert.Multiple(() =>
        {
            Assert.That(result.P, Nearly.EqualTo(vector.P));
            Assert.That(result.SequentialP, Nearly.EqualTo(vector.SequentialP));
            Assert.That(result.Mismatch, Is.EqualTo(vector.P < 0.001));
        });
    }

    [TestCaseSource(nameof(GuardrailVectors))]
    public void A_guardrail_tolerates_its_margin(GuardrailVector vector)
    {
        var (control, treatment) = (
            StatisticsVectors.Estimate(vector.Kind, vector.Control), StatisticsVectors.Estimate(vector.Kind, vector.Treatment));
        var result = NonInferiority.Test(control, treatment, vector.Margin, vector.Direction, vector.Alpha).Value!;
        Assert.Multiple(() =>
        {
            Assert.That(result.Distance, Nearly.EqualTo(vector.Distance));
            Assert.That(result.StandardError, Nearly.EqualTo(vector.Se));
            Assert.That(result.DegreesOfFreedom, Nearly.EqualTo(vector.Df));
            Assert.That(result.P, Nearly.EqualTo(vector.P));
            Assert.That(result.Verdict, Is.EqualTo(vector.Verdict));
        });
    }

    [TestCaseSource(nameof(WilsonVectors))]
    public void A_share_has_a_width_even_where_nobody_converts(WilsonVector vector)
    {
        var arm = StatisticsVectors.Estimate("proportion", [vector.Units, vector.Conversions, vector.Conversions]);
        var interval = ArmInterval.Wilson(arm, 0.05);
        Assert.That(interval.Low, Nearly.EqualTo(vector.Ci[0]));
        Assert.That(interval.High, Nearly.EqualTo(vector.Ci[1]));
    }

    [TestCaseSource(nameof(PlanVectors))]
    public void A_plan_reckons_units_power_and_what_can_be_found(PlanVector vector)
    {
        var plan = Planner.Plan(new PlanInput
        {
            Proportion = vector.Kind == "proportion",
            Baseline = vector.Baseline,
            Sd = vector.Sd,
            Lift = vector.Lift,
            Alpha = vector.Alpha,
            Power = vector.Power,
            Weights = vector.Weights,
            Goals = vector.Goals,
            CupedCorrelation = vector.Cuped,
            DailyUnits = vector.Daily,
        }).Value!;
        Assert.Multiple(() =>
        {
            Assert.That(plan.PerArm, Is.EqualTo(vector.PerArm));
            Assert.That(plan.Curve[0].Power, Nearly.EqualTo(vector.WeekPower));
            Assert.That(plan.Curve[0].Lift, Nearly.EqualTo(vector.WeekLift));
        });
    }
}
