using System.Runtime.Versioning;
using FeatureFlag.Infrastructure.Security;

namespace FeatureFlag.Infrastructure.Tests.Security;

internal sealed class JwtSecretTests
{
    private const string Long = "0123456789abcdef0123456789abcdef";

    private string _directory = null!;

    private string SecretFile => Path.Combine(_directory, "jwt-secret");

    [SetUp]
    public void CreateDirectory() => _directory = Directory.CreateTempSubdirectory("ff-secret-").FullName;

    [TearDown]
    public void DeleteDirectory() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void Takes_a_configured_one_as_it_is() => Assert.That(JwtSecret.Resolve(Long, null, _directory), Is.EqualTo(Long));

    [Test]
    public void Writes_no_file_when_one_is_configured()
    {
        JwtSecret.Resolve(Long, null, _directory);

        Assert.That(Directory.EnumerateFiles(_directory), Is.Empty);
    }

    [Test]
    public void Refuses_a_short_one_and_says_what_to_set() => Assert.That(
        () => JwtSecret.Resolve(Long[1..], null, _directory),
        Throws.InstanceOf<ConfigurationException>().With.Message.Contains("Auth__JwtSecret").And.Message.Not.Contains(Long[1..]));

    [Test]
    public void Counts_bytes_not_characters() => Assert.That(JwtSecret.Resolve(new string('ü', 16), null, _directory), Has.Length.EqualTo(16));

    [TestCase(null)]
    [TestCase("")]
    public void With_PostgreSQL_one_must_be_configured(string? configured) => Assert.That(
        () => JwtSecret.Resolve(configured, "Host=db", _directory),
        Throws.InstanceOf<ConfigurationException>().With.Message.Contains("Auth__JwtSecret"));

    [Test]
    public void Makes_one_for_SQLite_and_keeps_it()
    {
        var made = JwtSecret.Resolve(null, null, _directory);

        Assert.That(JwtSecret.Resolve(null, null, _directory), Is.EqualTo(made));
    }

    [Test]
    public void Makes_another_one_for_another_installation()
    {
        var made = JwtSecret.Resolve(null, null, _directory);

        Assert.That(JwtSecret.Resolve(null, null, Path.Combine(_directory, "other")), Is.Not.EqualTo(made));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_owner_reads_the_file()
    {
        JwtSecret.Resolve(null, null, _directory);

        Assert.That(File.GetUnixFileMode(SecretFile), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    public void Refuses_a_damaged_file_and_names_it()
    {
        File.WriteAllText(SecretFile, "short");

        Assert.That(
            () => JwtSecret.Resolve(null, null, _directory), Throws.InstanceOf<ConfigurationException>().With.Message.Contains(SecretFile));
    }
}
