using System.Globalization;

namespace FeatureFlag.Domain.Tests;

/// <summary>Without this, a machine without culture data would make the other classes prove nothing.</summary>
public sealed class InEveryCultureTests(string culture) : InEveryCulture(culture)
{
    [Test]
    public void Letters_follow_the_culture() =>
        Assert.That("i".ToUpper(CultureInfo.CurrentCulture), Is.EqualTo(Culture == "tr-TR" ? "İ" : "I"));

    [Test]
    public void Numbers_follow_the_culture() =>
        Assert.That(12.5.ToString(CultureInfo.CurrentCulture), Is.EqualTo(Culture == "" ? "12.5" : "12,5"));
}
