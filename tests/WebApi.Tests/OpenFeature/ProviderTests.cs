using FeatureFlag.TestKit;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.OpenFeature;

/// <summary>OpenFeature's provider for servers, from npm, against the executable.</summary>
public sealed class ServerProviderTests() : ProviderTests(File)
{
    private const string File = "server.test.mjs";

    public static IEnumerable<string> Tests => NodeRun.TestsIn(File);

    [TestCaseSource(nameof(Tests))]
    public void In_Node(string test) => Run.Check(test);
}

/// <summary>OpenFeature's provider for browsers, from npm, against the executable.</summary>
public sealed class WebProviderTests() : ProviderTests(File)
{
    private const string File = "web.test.mjs";

    public static IEnumerable<string> Tests => NodeRun.TestsIn(File);

    [TestCaseSource(nameof(Tests))]
    public void In_Node(string test) => Run.Check(test);
}

public abstract class ProviderTests(string file)
{
    private const string Password = "a password for providers";
    private const string Environment = "staging";

    private NodeRun? _run;

    private protected NodeRun Run => _run!;

    [OneTimeSetUp]
    public async Task RunAsync()
    {
        using var data = new TemporaryDirectory();
        await using var server = await ServerExecutable.Serve(
            data.Setting, ("Auth__InitialAdminEmail", "admin@example.com"), ("Auth__InitialAdminPassword", Password)).ListeningAsync();
        using var anonymous = server.NewClient();
        var login = await anonymous.CallAsync("POST", "/auth/login", new { email = "admin@example.com", password = Password });
        var token = (string)login.Json["access_token"]!;
        using var admin = server.NewClient(token);
        foreach (var flag in Flags())
        {
            var answer = await admin.CallAsync("POST", "/flags", flag);
            Assert.That(answer.Status, Is.EqualTo(201), answer.Body);
        }

        _run = await NodeRun.OfAsync(
            file,
            ("FEATUREFLAG_URL", server.Address.ToString().TrimEnd('/')),
            ("FEATUREFLAG_ENVIRONMENT", Environment),
            ("FEATUREFLAG_ADMIN_TOKEN", token),
            ("FEATUREFLAG_SERVER_KEY", await NewKeyAsync(admin, "server")),
            ("FEATUREFLAG_CLIENT_KEY", await NewKeyAsync(admin, "client")),
            ("FEATUREFLAG_EXPIRED_KEY", await ExpiredKeyAsync(admin, anonymous)));
    }

    private static async Task<string> NewKeyAsync(HttpClient admin, string kind, DateTimeOffset? expiresAt = null)
    {
        var answer = await admin.CallAsync("POST", $"/environments/{Environment}/sdk-keys", new { name = kind, kind, expires_at = expiresAt });
        Assert.That(answer.Status, Is.EqualTo(201), answer.Body);
        return (string)answer.Json["secret"]!;
    }

    private static async Task<string> ExpiredKeyAsync(HttpClient admin, HttpClient anonymous)
    {
        var secret = await NewKeyAsync(admin, "client", TimeProvider.System.GetUtcNow().AddSeconds(2));
        await Until.True(
            async () => (await anonymous.CallAsync("POST", "/ofrep/v1/evaluate/flags", "{}", ("X-API-Key", secret))).Status == 401,
            because: "the key should expire");
        return secret;
    }

    /// <summary>JSON, as numbers are to stay as written.</summary>
    private static IEnumerable<string> Flags() =>
    [
        Boolean("dark-mode", isClientVisible: true),
        Boolean("hidden", isClientVisible: false),
        Boolean("flip-for-servers", isClientVisible: false),
        Boolean("flip-for-pages", isClientVisible: true),
        Multivariate("title", "string", "\"Grüß Gott 🚀\"", "\"off value\""),
        Multivariate("limit", "number", "10", "0"),
        Multivariate("factor", "number", "1.5", "0.5"),
        Multivariate("theme", "object", """{"colors":["red",null],"depth":{"size":1.5}}""", "{}"),
        Multivariate("switched-off", "string", "\"on value\"", "\"off value\"", isEnabled: false),
        $$$"""
        {"key":"ramp","name":"Ramp","environment_key":"{{{Environment}}}","flag_type":"percentage","is_enabled":true,"rollout_percentage":50,"client_visible":true}
        """,
        $$$"""
        {"key":"in-germany","name":"In Germany","environment_key":"{{{Environment}}}","flag_type":"boolean","is_enabled":true,"client_visible":true,
         "rules":[{"name":"Germany","when":{"attribute":"country","operator":"equals","values":["DE"]},"serve":{"variant":"on"}}],
         "default_serve":{"variant":"off"}}
        """,
    ];

    private static string Boolean(string key, bool isClientVisible) => $$$"""
        {"key":"{{{key}}}","name":"{{{key}}}","environment_key":"{{{Environment}}}","flag_type":"boolean","is_enabled":true,"client_visible":{{{(isClientVisible ? "true" : "false")}}}}
        """;

    private static string Multivariate(string key, string type, string on, string off, bool isEnabled = true) => $$$"""
        {"key":"{{{key}}}","name":"{{{key}}}","environment_key":"{{{Environment}}}","flag_type":"multivariate","is_enabled":{{{(isEnabled ? "true" : "false")}}},
         "value_type":"{{{type}}}","client_visible":true,"variants":[{"key":"on","value":{{{on}}}},{"key":"off","value":{{{off}}}}],
         "off_variant":"off","default_serve":{"variant":"on"}}
        """;
}
