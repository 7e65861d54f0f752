using CsCheck;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Statistics;

namespace FeatureFlag.Domain.Tests.Experiments.Statistics;

/// <summary>What must hold for any numbers.</summary>
public sealed class LawTests
{
    private static readonly Gen<double> Alphas = Gen.Int[0, 3].Select(i => new[] { 0.001, 0.01, 0.05, 0.2 }[i]);

    private static readonly Gen<ArmEstimate> Arms = Gen.Select(
        Gen.Long[20, 1_000_000], Gen.Double[-3, 3], Gen.Double[0.01, 50], (units, mean, variance) => new ArmEstimate(units, 0, mean, variance));

    private static readonly Gen<Contrast> Contrasts = Gen.Select(
        Arms, Arms, Gen.Double[-4, 4], (control, treatment, score) =>
        {
            // a treatment that is some standard errors away, so that tests are undecided as often as decided
            var error = Math.Sqrt(control.VarianceOfMean!.Value + treatment.VarianceOfMean!.Value);
            return Welch.Compare(control, treatment with { Offset = control.Mean + (score * error) }).Value!;
        });

    private static readonly Gen<Contrast> ContrastsOverSomething = Contrasts.Where(contrast => contrast.Baseline != 0);

    private static readonly Gen<(double Y, double X)[]> Units = Gen.Select(Gen.Double[-5, 100], Gen.Double[0, 10]).Array[2, 40];

    [Test]
    public void A_test_rejects_exactly_if_nought_is_outside_its_interval() =>
        Gen.Select(Contrasts, Alphas, Gen.Long[100, 1_000_000]).Sample((contrast, alpha, tuning) =>
            new[]
            {
                Welch.Test(contrast, alpha), ConfidenceSequence.Test(contrast, alpha, tuning),
                Hybrid.Test(contrast, alpha, tuning, planFulfilled: false), Hybrid.Test(contrast, alpha, tuning, planFulfilled: true),
            }
            .All(test => Math.Abs((test.P / alpha) - 1) < 1e-9 || test.P <= alpha == (test.CiLow > 0 || test.CiHigh < 0)));

    [Test]
    public void A_one_sided_test_rejects_exactly_if_its_upper_bound_is_below_nought() =>
        Gen.Select(Contrasts, Alphas, Gen.Long[100, 1_000_000]).Sample((contrast, alpha, tuning) =>
            ConfidenceSequence.TestLower(contrast, alpha, tuning) is var test
            && (Math.Abs((test.P / alpha) - 1) < 1e-9 || test.P <= alpha == test.CiHigh < 0));

    [Test]
    public void A_lift_excludes_nought_exactly_if_the_difference_does() =>
        Gen.Select(Contrasts, Alphas).Sample((contrast, alpha) =>
        {
            var test = Welch.Test(contrast, alpha);
            var lift = Fieller.Lift(contrast, test.CriticalValue);
            return lift.CiLow is null || (lift.CiLow > 0 || lift.CiHigh < 0) == (test.CiLow > 0 || test.CiHigh < 0);
        });

    [Test]
    public void A_lift_lies_within_its_bounds_and_has_the_sign_of_the_difference() =>
        Gen.Select(ContrastsOverSomething, Alphas).Sample((contrast, alpha) =>
        {
            var lift = Fieller.Lift(contrast, Welch.Test(contrast, alpha).CriticalValue);
            return Math.Sign(lift.Value!.Value) == Math.Sign(contrast.Difference)
                && (lift.CiLow is null || (lift.CiLow <= lift.Value && lift.Value <= lift.CiHigh));
        });

    [Test]
    public void The_sequence_is_wider_than_one_look() =>
        Gen.Select(Contrasts, Alphas, Gen.Long[100, 1_000_000]).Sample((contrast, alpha, tuning) =>
            ConfidenceSequence.Test(contrast, alpha, tuning) is var sequence
            && Welch.Test(contrast, alpha) is var look
            && sequence.CiLow < look.CiLow && sequence.CiHigh > look.CiHigh && sequence.P >= look.P);

    [Test]
    public void The_sequence_is_tightest_near_the_planned_sample() =>
        Gen.Select(Gen.Long[100, 1_000_000], Gen.Double[0.05, 0.5]).Sample((tuning, factor) =>
        {
            double Width(double units) => ConfidenceSequence.CriticalValue(units, 0.05, tuning);
            return Width(tuning) < Width(tuning * factor) && Width(tuning) < Width(tuning / factor * 4);
        });

    [Test]
    public void Exchanging_the_arms_changes_the_sign_only() =>
        Gen.Select(Arms, Arms).Sample((a, b) =>
        {
            var (there, back) = (Welch.Test(Welch.Compare(a, b).Value!, 0.05), Welch.Test(Welch.Compare(b, a).Value!, 0.05));
            return Math.Abs(there.P - back.P) <= 1e-12 * there.P && Math.Abs(there.CiLow + back.CiHigh) <= 1e-9;
        });

    [Test]
    public void Two_slices_together_are_the_whole() =>
        Gen.Select(Units, Units, Gen.Double[-50, 50], Gen.Double[-50, 50]).Sample((one, other, centre, otherCentre) =>
        {
            var merged = Sum(one, centre) + Sum(other, otherCentre);
            var whole = Sum([.. one, .. other], centre);
            return Close(merged.MeanY, whole.MeanY) && Close(merged.MeanX, whole.MeanX) && Close(merged.VarianceY!.Value, whole.VarianceY!.Value)
                && Close(merged.VarianceX!.Value, whole.VarianceX!.Value) && Close(merged.Covariance!.Value, whole.Covariance!.Value)
                && merged.Units == whole.Units;
        });

    [Test]
    public void Corrected_p_are_no_smaller_keep_their_order_and_holm_is_the_stricter() =>
        Gen.Double[1e-12, 1].Array[1, 20].Sample(p =>
        {
            var raw = p.Select(value => (double?)value).ToList();
            var (holm, bh) = (PValueCorrection.Adjust(raw, MultipleTesting.Holm), PValueCorrection.Adjust(raw, MultipleTesting.Bh));
            var order = Enumerable.Range(0, p.Length).OrderBy(i => p[i]).ToList();
            return order.All(i => p[i] <= bh[i] && bh[i] <= holm[i] && holm[i] <= 1)
                && order.Zip(order.Skip(1)).All(pair => holm[pair.First] <= holm[pair.Second] && bh[pair.First] <= bh[pair.Second]);
        });

    [Test]
    public void The_chances_to_be_best_sum_to_one() =>
        Gen.Select(Gen.Long[100, 5000], Gen.Double[-0.1, 0.1], Gen.Double[0.5, 5], (units, mean, variance) => new ArmEstimate(units, 0, mean, variance))
            .Array[2, 6].Sample(arms => Math.Abs(Bayesian.ChancesToBeBest(arms, MetricDirection.Increase).Value!.Sum() - 1) < 1e-9, iter: 30);

    private static ArmMoments Sum((double Y, double X)[] units, double centre) =>
        StatisticsVectors.Moments([.. units.Select(unit => new[] { unit.Y, unit.X })], centre, -centre);

    private static bool Close(double left, double right) => Math.Abs(left - right) <= 1e-9 * Math.Max(1, Math.Abs(right));
}
