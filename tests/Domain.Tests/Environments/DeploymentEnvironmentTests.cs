using FeatureFlag.Domain.Environments;

namespace FeatureFlag.Domain.Tests.Environments;

public sealed class DeploymentEnvironmentTests(string culture) : InEveryCulture(culture)
{
    private static readonly string[] GoodKeys = ["a", "0", "-", "production", "eu-west-1", new('a', 50)];

    private static readonly string?[] BadKeys =
    [
        null, "", " ", new('a', 51), "Production", "a.b", "a_b", "pro duction", " production", "production\n", "\nproduction",
        "production\0", "\u212a", "\u0131", "größe", "a/b", "\uff41", "\u0661", "😀",
    ];

    [TestCaseSource(nameof(GoodKeys))]
    public void A_key_may_be(string key) => Assert.That(DeploymentEnvironment.IsKey(key), Is.True);

    [TestCaseSource(nameof(BadKeys))]
    public void A_key_may_not_be(string? key) => Assert.That(DeploymentEnvironment.IsKey(key), Is.False);
}
