using FeatureFlag.TestKit;

namespace FeatureFlag.Domain.Tests;

/// <summary>
/// Runs every test of the class three times: Turkish has two letters i, German writes 12,5 where JSON has 12.5.
/// </summary>
[TestFixture("")]
[TestFixture("tr-TR")]
[TestFixture("de-DE")]
public abstract class InEveryCulture(string culture)
{
    private CultureScope? _scope;

    protected string Culture => culture;

    [SetUp]
    public void EnterCulture() => _scope = CultureScope.Use(culture);

    [TearDown]
    public void LeaveCulture() => _scope?.Dispose();
}
