using System.Text.RegularExpressions;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Operating;

internal sealed partial class MetricsTests
{
    private const string Marker = "markedinput";

    /// <summary>Values of these labels come from us or from admins, never from who calls.</summary>
    private static readonly string[] Labels =
    [
        "otel_scope_name", "otel_scope_version", "environment", "reason", "outcome", "http_request_method", "http_response_status_code", "http_route",
        "url_scheme", "network_protocol_name", "network_protocol_version", "network_transport", "network_type", "server_address", "server_port",
        "error_type", "tls_protocol_version", "le", "gc_heap_generation", "dotnet_gc_heap_generation", "generation", "cpu_mode", "process_cpu_state",
        "aspnetcore_request_is_unhandled", "connection_status", "signalr_connection_status",
        "service_name", "service_instance_id", "telemetry_sdk_name", "telemetry_sdk_language", "telemetry_sdk_version",
    ];

    private string _text = null!;

    [OneTimeSetUp]
    public async Task Read()
    {
        // A process of its own: servers in one process share what OpenTelemetry knows by name, and one that ends takes it along.
        using var data = new TemporaryDirectory();
        await using var server = await ServerExecutable.Serve(data.Setting).ListeningAsync();
        using var anonymous = server.NewClient();
        string[] targets =
        [
            $"/evaluate/{Marker}?environment_key={Marker}&user_id={Marker}", $"/{Marker}", $"/flags/{Marker}?environment_key={Marker}", $"/auth/{Marker}",
            $"/evaluate/{Marker}?environment_key=production&user_id=alice",
        ];
        foreach (var target in targets)
        {
            await anonymous.CallAsync("GET", target, null, ("User-Agent", Marker), ("X-Request-Id", Marker));
            await RawHttp.SendAsync(anonymous.BaseAddress!, $"{Marker.ToUpperInvariant()} {target} HTTP/1.1", [$"User-Agent: {Marker}"]);
        }

        await RawHttp.SendAsync(anonymous.BaseAddress!, System.Text.Encoding.ASCII.GetBytes($"GET /health HTTP/1.1\r\nHost: {Marker}.example\r\nConnection: close\r\n\r\n"));
        _text = (await anonymous.CallAsync("GET", "/metrics")).Body;
    }

    [TestCase("featureflag_evaluations_total{", "reason=\"ERROR\"")]
    [TestCase("featureflag_snapshot_age_seconds", "")]
    [TestCase("featureflag_snapshot_version{", "environment=\"production\"")]
    [TestCase("featureflag_snapshot_flags{", "environment=\"production\"")]
    [TestCase("featureflag_store_reachable", " 1")]
    [TestCase("featureflag_cache_reachable", " 1")]
    [TestCase("http_server_request_duration_seconds_count{", "http_response_status_code=\"200\"")]
    public void Tell_how_the_server_is(string name, string part) =>
        Assert.That(_text.Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal)), Has.Some.Contains(part), _text);

    [Test]
    public void Hold_nothing_that_callers_sent() => Assert.That(_text.ToLowerInvariant(), Does.Not.Contain(Marker));

    [Test]
    public void Have_labels_of_a_closed_set() =>
        Assert.That(Label().Matches(_text).Select(match => match.Groups[1].Value).Distinct().Except(Labels), Is.Empty);

    [Test]
    public void Keep_the_addresses_of_people_out() => Assert.That(_text, Does.Not.Contain("@example.com").And.Not.Contain("client_address"));

    [GeneratedRegex("[{,]([A-Za-z_]+)=\"")]
    private static partial Regex Label();
}
