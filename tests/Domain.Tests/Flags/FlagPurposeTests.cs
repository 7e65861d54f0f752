using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Tests.Flags;

public sealed class FlagPurposeTests
{
    [TestCase("release")]
    [TestCase("experiment")]
    [TestCase("operational")]
    [TestCase("permission")]
    [TestCase(FlagPurpose.Default)]
    public void Is_one_of_four(string name) => Assert.That(FlagPurpose.IsValid(name), Is.True);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("Release")]
    [TestCase("release ")]
    [TestCase("other")]
    public void Is_nothing_else(string? name) => Assert.That(FlagPurpose.IsValid(name), Is.False);
}
