using FeatureFlag.Application.Snapshots;
using FeatureFlag.Infrastructure.Snapshots;

namespace FeatureFlag.Infrastructure.Tests.Snapshots;

/// <summary>Anybody who reaches Redis can send anything.</summary>
internal sealed class ChangeNoticeTextTests
{
    [TestCase("")]
    [TestCase(" ")]
    [TestCase("garbage")]
    [TestCase("00000000-0000-0000-0000-000000000001")]
    [TestCase("00000000-0000-0000-0000-000000000001 ")]
    [TestCase("00000000-0000-0000-0000-000000000001 -1")]
    [TestCase("00000000-0000-0000-0000-000000000001 +1")]
    [TestCase("00000000-0000-0000-0000-000000000001 1 ")]
    [TestCase("00000000-0000-0000-0000-000000000001 99999999999999999999")]
    [TestCase("{00000000-0000-0000-0000-000000000001} 1")]
    public void What_is_no_notice_says_nothing(string message) => Assert.That(RedisChangeNotices.Parse(message), Is.Null);

    [Test]
    public void A_notice_says_environment_and_version() => Assert.That(
        RedisChangeNotices.Parse("00000000-0000-0000-0000-000000000001 42"),
        Is.EqualTo(new EnvironmentVersion(new Guid("00000000-0000-0000-0000-000000000001"), 42)));
}
