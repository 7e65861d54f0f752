using System.Net.Http.Headers;
using System.Text.Json;

namespace FeatureFlag.Load;

/// <summary>Fills a fresh server by its API: 100 flags in "development", one in ten with a rule, and an SDK key.</summary>
internal sealed class Installation : IDisposable
{
    public const string AdminPassword = "load-test-password";
    public const string Environment = "development";
    public const string Flag = "load-test";
    private const int Flags = 100;

    private readonly HttpClient _http;

    private Installation(HttpClient http) => _http = http;

    public static async Task<Installation> SignInAsync(Uri address)
    {
        var http = new HttpClient { BaseAddress = address };
        var login = await http.PostAsJsonAsync("auth/login", new { email = "admin@localhost", password = AdminPassword });
        login.EnsureSuccessStatusCode();
        var token = (await login.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new(http);
    }

    public async Task CreateFlagsAsync()
    {
        await CreateAsync("flags", new { key = Flag, name = "Load test", environment_key = Environment, flag_type = "percentage", is_enabled = true, rollout_percentage = 50 });
        for (var n = 1; n < Flags; n++)
        {
            object[] rules = n % 10 == 0
                ? [new { name = "Pro", when = new { attribute = "plan", @operator = "equals", values = new[] { "pro" } }, serve = new { variant = "on" } }]
                : [];
            await CreateAsync("flags", new
            {
                key = $"load-test-{n}", name = $"Load test {n}", environment_key = Environment, is_enabled = n % 7 != 0,
                flag_type = n % 3 == 0 ? "percentage" : "boolean", rollout_percentage = n % 3 == 0 ? n : 0, rules,
            });
        }
    }

    /// <returns>The secret of a new server key.</returns>
    public async Task<string> CreateSdkKeyAsync() =>
        (await CreateAsync($"environments/{Environment}/sdk-keys", new { name = "Load test", kind = "server" })).GetProperty("secret").GetString()!;

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> CreateAsync(string path, object body)
    {
        var answer = await _http.PostAsJsonAsync(path, body);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>()
            : throw new InvalidOperationException($"POST {path}: {await answer.Content.ReadAsStringAsync()}");
    }
}
