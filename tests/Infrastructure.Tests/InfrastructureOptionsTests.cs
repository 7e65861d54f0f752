using FeatureFlag.Infrastructure.Security;
using Microsoft.Extensions.Configuration;

namespace FeatureFlag.Infrastructure.Tests;

internal sealed class InfrastructureOptionsTests
{
    private static readonly string Root = Path.GetTempPath();

    [TestCase("Cache:TtlSeconds", "0")]
    [TestCase("Cache:TtlSeconds", "86401")]
    [TestCase("Cache:TtlSeconds", "1.5")]
    [TestCase("Cache:TtlSeconds", "many")]
    [TestCase("Cache:TtlSeconds", "99999999999999999999")]
    [TestCase("Snapshots:PollMilliseconds", "99")]
    [TestCase("Auth:LoginFailuresPerMinutePerAccount", "0")]
    [TestCase("Auth:LoginFailuresPerMinutePerAddress", "-1")]
    [TestCase("Auth:RegistrationsPerMinutePerAddress", "x")]
    [TestCase("Auth:TokenMinutes", "1441")]
    [TestCase("Streams:MaxConnections", "0")]
    [TestCase("Streams:PublicOrigin", "flags.example.com")]
    [TestCase("Streams:PublicOrigin", "https://flags.example.com/path")]
    [TestCase("Streams:PublicOrigin", "ftp://flags.example.com")]
    [TestCase("Streams:PublicOrigin", "https://user@flags.example.com")]
    [TestCase("Auth:AllowRegistration", "yes")]
    [TestCase("Auth:JwtSecret", "short")]
    [TestCase("ConnectionStrings:Postgres", "Host=db;Colour=blue")]
    [TestCase("ConnectionStrings:Postgres", "Host=db;Port=many")]
    [TestCase("ConnectionStrings:Postgres", "just-a-name")]
    [TestCase("ConnectionStrings:Redis", "cache:6379,colour=blue")]
    [TestCase("ConnectionStrings:Redis", "cache:6379,ssl=perhaps")]
    public void Names_the_variable_whose_value_is_wrong(string key, string value) => Assert.That(
        () => From((key, value)),
        Throws.InstanceOf<ConfigurationException>().With.Message.Contains(key.Replace(":", "__", StringComparison.Ordinal)));

    [TestCase("ConnectionStrings:Postgres", "Host=db;Password=hunter2;Colour=blue")]
    [TestCase("ConnectionStrings:Redis", "cache:6379,password=hunter2,colour=blue")]
    public void Does_not_repeat_a_connection_string_which_may_hold_a_password(string key, string value) => Assert.That(
        () => From((key, value)), Throws.InstanceOf<ConfigurationException>().With.Message.Not.Contains("hunter2"));

    [Test]
    public void Empty_counts_as_not_set() => Assert.That(From(("ConnectionStrings:Redis", "")).Redis, Is.Null);

    [Test]
    public void Without_settings_data_lies_beside_the_program() =>
        Assert.That(From().DataDirectory, Is.EqualTo(Path.Combine(Root, "data")));

    [Test]
    public void Without_settings_a_configuration_is_cached_for_a_minute() => Assert.That(From().Cache.TtlSeconds, Is.EqualTo(60));

    [Test]
    public void Without_settings_everybody_may_register() => Assert.That(From().Accounts.AllowRegistration, Is.True);

    [Test]
    public void Takes_what_is_set() => Assert.That(From(("Cache:TtlSeconds", "5")).Cache.TtlSeconds, Is.EqualTo(5));

    [TestCase("https://flags.example.com")]
    [TestCase("https://flags.example.com/")]
    public void Takes_an_origin_with_and_without_a_slash(string origin) =>
        Assert.That(From(("Streams:PublicOrigin", origin)).Streams.PublicOrigin, Is.EqualTo("https://flags.example.com"));

    private static InfrastructureOptions From(params (string Key, string Value)[] settings) => InfrastructureOptions.From(
        new ConfigurationBuilder()
            .AddInMemoryCollection([new("Auth:JwtSecret", "0123456789abcdef0123456789abcdef")])
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)))
            .Build(),
        Root);
}
