using System.Net.Http.Headers;
using System.Text.Json;

namespace FeatureFlag.Load;

/// <summary>
/// Server CPU per request of GET /evaluate against bare Kestrel: interleaved rounds in one run, medians of the rounds'
/// ratios. Only the ratios mean something on another machine.
/// </summary>
internal static class Measurement
{
    private const int Seconds = 3;

    /// <summary>Rounds that do not count: the runtime recompiles hot code in the background for some seconds.</summary>
    private const int WarmUps = 3;
    private const string Password = "load-test-password";
    private static readonly string Folder = AppContext.BaseDirectory;

    public static async Task<int> RunAsync(int rounds)
    {
        var data = Directory.CreateTempSubdirectory("featureflag-load-");
        try
        {
            using var bare = await ServerProcess.StartAsync(
                "http://127.0.0.1:8181/", Folder, "dotnet", Path.Combine(Folder, "FeatureFlag.Load.dll"), "bare", "http://127.0.0.1:8181");
            var webApi = Folder.Replace($"{Path.DirectorySeparatorChar}Load{Path.DirectorySeparatorChar}", $"{Path.DirectorySeparatorChar}WebApi{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
            using var app = await ServerProcess.StartAsync(
                "http://127.0.0.1:8182/health", webApi, "dotnet", Path.Combine(webApi, "FeatureFlag.WebApi.dll"), "--urls", "http://127.0.0.1:8182",
                $"--Storage:DataDirectory={data.FullName}", $"--Auth:InitialAdminPassword={Password}");
            await CreateFlagAsync(new Uri("http://127.0.0.1:8182/"));
            await CompareAsync(rounds, bare, [(app, "GET /evaluate/{flag_key}", "http://127.0.0.1:8182/evaluate/load-test?environment_key=development&user_id=user-4711")]);
            return 0;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(int rounds, ServerProcess bare, (ServerProcess Server, string Name, string Url)[] routes)
    {
        List<Sample> baseline = [];
        var samples = routes.ToDictionary(route => route.Name, _ => new List<Sample>());
        for (var round = 0; round < WarmUps + rounds; round++)
        {
            baseline.Add(await MeasureAsync(bare, bare.Url));
            foreach (var (server, name, url) in routes)
            {
                samples[name].Add(await MeasureAsync(server, url));
            }
        }

        Console.WriteLine($"{rounds} rounds of {Seconds} s, interleaved; cpuX and ratio: medians of the rounds' quotients, bare Kestrel = 1");
        Console.WriteLine("| route | cpuX | ratio of requests/s | CPU µs per request | p50 | p99 |");
        Console.WriteLine("|---|---|---|---|---|---|");
        Print("bare Kestrel", baseline, baseline);
        foreach (var (name, list) in samples)
        {
            Print(name, list, baseline);
        }
    }

    private static void Print(string name, List<Sample> samples, List<Sample> baseline)
    {
        var pairs = samples.Zip(baseline).Skip(WarmUps).ToList();
        Console.WriteLine(FormattableString.Invariant(
            $"| {name} | {Median(pairs.Select(p => p.Second.CpuMicroseconds / p.First.CpuMicroseconds)):F2} | {Median(pairs.Select(p => p.First.PerSecond / p.Second.PerSecond)):F2} | {Median(samples.Skip(WarmUps).Select(s => s.CpuMicroseconds)):F1} | {samples[^1].P50} | {samples[^1].P99} |"));
    }

    private static async Task<Sample> MeasureAsync(ServerProcess server, string url)
    {
        var before = server.CpuTime();
        var (requests, perSecond, p50, p99) = await Wrk.RunAsync(url, Seconds);
        return new(perSecond, (server.CpuTime() - before).TotalMicroseconds / requests, p50, p99);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static async Task CreateFlagAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        var login = await http.PostAsJsonAsync("auth/login", new { email = "admin@localhost", password = Password });
        login.EnsureSuccessStatusCode();
        var token = (await login.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var flag = new { key = "load-test", name = "Load test", environment_key = "development", flag_type = "percentage", is_enabled = true, rollout_percentage = 50 };
        (await http.PostAsJsonAsync("flags", flag)).EnsureSuccessStatusCode();
    }

    private readonly record struct Sample(double PerSecond, double CpuMicroseconds, string P50, string P99);
}
