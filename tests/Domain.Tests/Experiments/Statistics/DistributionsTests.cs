using FeatureFlag.Domain.Experiments.Statistics.Distributions;

namespace FeatureFlag.Domain.Tests.Experiments.Statistics;

/// <summary>Tails and quantiles from 1e-300 on, against mpmath.</summary>
public sealed class DistributionsTests
{
    private static readonly Dictionary<string, Func<double[], double>> Functions = new()
    {
        ["normal_upper_tail"] = at => Normal.UpperTail(at[0]),
        ["normal_upper_quantile"] = at => Normal.UpperQuantile(at[0]),
        ["t_upper_tail"] = at => StudentT.UpperTail(at[0], at[1]),
        ["t_upper_quantile"] = at => StudentT.UpperQuantile(at[0], at[1]),
        ["chi_squared_upper_tail"] = at => ChiSquared.UpperTail(at[0], (int)at[1]),
    };

    [TestCaseSource(nameof(Functions))]
    public void Agrees_to_nine_digits(KeyValuePair<string, Func<double[], double>> function)
    {
        Assert.Multiple(() =>
        {
            foreach (var row in StatisticsVectors.All.Distributions[function.Key])
            {
                Assert.That(function.Value(row[..^1]), Nearly.EqualTo(row[^1]), $"{function.Key}({string.Join(", ", row[..^1])})");
            }
        });
    }

    [Test]
    public void Says_that_nothing_lies_above_the_largest_values() =>
        Assert.That((Normal.UpperTail(40), ChiSquared.UpperTail(2000, 1), StudentT.UpperTail(1e3, 1e8)), Is.EqualTo((0.0, 0.0, 0.0)));

    [Test]
    public void Is_symmetrical() => Assert.Multiple(() =>
    {
        Assert.That(StudentT.UpperTail(0, 7.3), Nearly.EqualTo(0.5));
        Assert.That(StudentT.UpperTail(-1.3, 7.3) + StudentT.UpperTail(1.3, 7.3), Nearly.EqualTo(1));
        Assert.That(StudentT.UpperQuantile(0.5, 7.3), Is.Zero);
        Assert.That(StudentT.UpperQuantile(0.9, 7.3), Is.EqualTo(-StudentT.UpperQuantile(1 - 0.9, 7.3)));
        Assert.That(Normal.Cumulative(1.3), Is.EqualTo(Normal.UpperTail(-1.3)));
    });

    // scipy 1.10.1: norm.pdf(1.5)
    [Test]
    public void Knows_the_height_of_the_normal_curve() => Assert.That(Normal.Density(1.5), Nearly.EqualTo(0.12951759566589174));
}
