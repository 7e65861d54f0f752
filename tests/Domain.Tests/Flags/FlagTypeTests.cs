using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Tests.Flags;

public sealed class FlagTypeTests(string culture) : InEveryCulture(culture)
{
    [TestCase(FlagType.Boolean, ExpectedResult = "boolean")]
    [TestCase(FlagType.Percentage, ExpectedResult = "percentage")]
    public string Has_a_name(FlagType type) => type.Name();

    [Test]
    public void Comes_back_from_its_name([Values] FlagType type) => Assert.That(FlagTypes.Parse(type.Name()), Is.EqualTo(type));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("Boolean")]
    [TestCase("PERCENTAGE")]
    [TestCase(" boolean")]
    [TestCase("0")]
    [TestCase("boolean,percentage")]
    public void Has_no_other_name(string? name) => Assert.That(FlagTypes.Parse(name), Is.Null);
}
