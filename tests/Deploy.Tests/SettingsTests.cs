namespace FeatureFlag.Deploy.Tests;

public sealed class SettingsTests
{
    [Test]
    public void Documentation_lists_exactly_the_settings_that_the_sources_read() =>
        Assert.That(Settings.Documented, Is.EquivalentTo(Settings.Known));

    [Test]
    public void Finds_settings_of_every_kind_in_the_sources() => Assert.That(
        Settings.Known,
        Is.SupersetOf(new[]
        {
            "ConnectionStrings__Postgres", "Cache__TtlSeconds", "Auth__AllowRegistration", "Proxy__KnownNetworks",
            "OTEL_EXPORTER_OTLP_ENDPOINT", "ASPNETCORE_HTTP_PORTS", "Kestrel__Endpoints__<name>__Url",
        }));

    [Test]
    public void Documentation_lists_what_the_shipped_file_sets() =>
        Assert.That(Settings.Shipped().Where(setting => !Settings.IsDocumented(setting)), Is.Empty);

    [Test]
    public void Documentation_states_the_ranges_that_the_sources_check()
    {
        var options = Repository.Read("src/Infrastructure/InfrastructureOptions.cs");
        var numbers = System.Text.RegularExpressions.Regex.Matches(options, """settings\.Number\("([^"]+)", (\d+), ([\d_]+), ([\d_]+)\)""");
        var rows = Repository.Lines("docs/configuration.md");
        Assert.That(numbers, Is.Not.Empty);
        Assert.Multiple(() =>
        {
            foreach (var groups in numbers.Select(number => number.Groups))
            {
                var start = $"| `{groups[1].Value.Replace(":", "__", StringComparison.Ordinal)}` | {Plain(groups[2])} | {Plain(groups[3])} to {Plain(groups[4])}. ";
                Assert.That(rows, Has.One.StartsWith(start));
            }
        });

        static string Plain(System.Text.RegularExpressions.Capture number) => number.Value.Replace("_", "", StringComparison.Ordinal);
    }
}
