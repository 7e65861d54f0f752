namespace FeatureFlag.Deploy.Tests;

public sealed class SystemdTests
{
    private static readonly string[] Unit = Repository.Lines("deploy/systemd/featureflag.service");

    [Test]
    public void The_unit_sets_settings_that_exist() => Assert.That(
        Unit.Where(line => line.StartsWith("Environment=", StringComparison.Ordinal)).Select(line => line.Split('=')[1])
            .Where(name => !Settings.IsDocumented(name)),
        Is.Empty);

    [Test]
    public void The_example_sets_settings_that_exist()
    {
        var names = Repository.Lines("deploy/systemd/featureflag.env.example").Select(line => line.TrimStart('#'))
            .Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith(' ')).Select(line => line.Split('=')[0]).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(names, Is.Not.Empty);
            Assert.That(names.Where(name => !Settings.IsDocumented(name)), Is.Empty);
        });
    }

    [TestCase("ExecStart=/usr/bin/dotnet /opt/featureflag/FeatureFlag.WebApi.dll")]
    [TestCase("User=featureflag")]
    [TestCase("ProtectSystem=strict")]
    [TestCase("StateDirectory=featureflag")]
    [TestCase("Restart=on-failure")]
    [TestCase("KillSignal=SIGTERM")]
    [TestCase("TimeoutStopSec=15")]
    [TestCase("LimitNOFILE=65536")]
    public void The_unit_says(string line) => Assert.That(Unit, Does.Contain(line));
}
