using System.Globalization;
using CsCheck;
using FeatureFlag.Domain.Flags;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Flags;

public sealed class RolloutPercentageTests(string culture) : InEveryCulture(culture)
{
    [TestCase("0", ExpectedResult = 0)]
    [TestCase("0.001", ExpectedResult = 1)]
    [TestCase("12.5", ExpectedResult = 12_500)]
    [TestCase("50.000", ExpectedResult = 50_000)]
    [TestCase("50.0000000000000000000000", ExpectedResult = 50_000)]
    [TestCase("99.999", ExpectedResult = 99_999)]
    [TestCase("100", ExpectedResult = 100_000)]
    [TestCase("100.000", ExpectedResult = 100_000)]
    [TestCase("-0.0", ExpectedResult = 0)]
    public int Takes_0_to_100_in_steps_of_a_thousandth(string percent) => RolloutPercentage.From(Number(percent))!.Value.Weight;

    [TestCase("-0.001")]
    [TestCase("-1")]
    [TestCase("100.001")]
    [TestCase("101")]
    [TestCase("79228162514264337593543950335")]
    [TestCase("-79228162514264337593543950335")]
    public void Refuses_what_is_no_share(string percent) => Assert.That(RolloutPercentage.From(Number(percent)), Is.Null);

    [TestCase("0.0001")]
    [TestCase("50.0005")]
    [TestCase("99.9999")]
    [TestCase("33.3333333333333333333333333")]
    [TestCase("0.0000000000000000000000000001")]
    public void Refuses_what_is_finer_than_a_bucket(string percent) => Assert.That(RolloutPercentage.From(Number(percent)), Is.Null);

    [TestCase("0", ExpectedResult = "0")]
    [TestCase("50.000", ExpectedResult = "50")]
    [TestCase("12.50", ExpectedResult = "12.5")]
    [TestCase("0.001", ExpectedResult = "0.001")]
    [TestCase("100", ExpectedResult = "100")]
    public string Reads_with_a_point_and_without_idle_zeros(string percent) => A.Percentage(Number(percent)).ToString();

    [Test]
    public void Every_weight_comes_back_from_its_percentage() =>
        Gen.Int[0, RolloutPercentage.Whole].Sample(
            weight => RolloutPercentage.From(new RolloutPercentage(weight).Percent)?.Weight == weight, threads: 1);

    private static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
}
