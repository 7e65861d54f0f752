namespace FeatureFlag.Load;

/// <summary>
/// Server CPU per request of the hot routes against bare Kestrel: interleaved rounds in one run, medians of the rounds'
/// ratios. Only the ratios mean something on another machine.
/// </summary>
internal static class Measurement
{
    private const int Seconds = 3;

    /// <summary>Measurements of each route that do not count: while requests keep the core busy, the runtime needs up to half a minute to recompile what is hot.</summary>
    private const int WarmUps = 12;
    private const string Bare = "http://127.0.0.1:8181/";
    private const string App = "http://127.0.0.1:8182/";
    private const string Context = """{"context":{"targetingKey":"user-4711","plan":"pro","country":"CH"}}""";
    private static readonly string Folder = AppContext.BaseDirectory;

    public static async Task<int> RunAsync(int rounds)
    {
        var data = Directory.CreateTempSubdirectory("featureflag-load-");
        try
        {
            using var bare = await ServerProcess.StartAsync(Bare, Folder, "dotnet", Path.Combine(Folder, "FeatureFlag.Load.dll"), "bare", Bare.TrimEnd('/'));
            using var app = await ServerProcess.StartAppAsync(App, Folder, data.FullName);
            await CompareAsync(rounds, bare, app, await RoutesAsync());
            return 0;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<IReadOnlyList<Route>> RoutesAsync()
    {
        using var installation = await Installation.SignInAsync(new Uri(App));
        await installation.CreateFlagsAsync();
        Dictionary<string, string> key = new() { ["Authorization"] = $"Bearer {await installation.CreateSdkKeyAsync()}" };
        var bulk = new Call($"{App}ofrep/v1/evaluate/flags", Context, key);
        var known = new Dictionary<string, string>(key) { ["If-None-Match"] = await EtagAsync(bulk) };
        var get = new Call(Bare);
        var post = new Call(Bare, Context);
        return
        [
            new("GET /evaluate/{flag_key}", new($"{App}evaluate/{Installation.Flag}?environment_key={Installation.Environment}&user_id=user-4711"), get),
            new("POST /ofrep/v1/evaluate/flags/{key}", new($"{App}ofrep/v1/evaluate/flags/{Installation.Flag}", Context, key), post),
            new("POST /ofrep/v1/evaluate/flags, 100 flags", bulk, post),
            new("the same, not changed: 304", bulk with { Headers = known }, post),
        ];
    }

    private static async Task<string> EtagAsync(Call call)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Url) { Content = new StringContent(call.Body!, null, "application/json") };
        foreach (var (name, value) in call.Headers!)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return (await http.SendAsync(request)).EnsureSuccessStatusCode().Headers.ETag!.ToString();
    }

    private static async Task CompareAsync(int rounds, ServerProcess bare, ServerProcess app, IReadOnlyList<Route> routes)
    {
        var pairs = routes.ToDictionary(route => route, _ => new List<(Sample Own, Sample Bare)>());
        foreach (var route in routes)
        {
            for (var warmUp = 0; warmUp < WarmUps; warmUp++)
            {
                await MeasureAsync(app, route.Call);
            }

            for (var warmUp = 0; warmUp < WarmUps / routes.Count; warmUp++)
            {
                await MeasureAsync(bare, route.Baseline);
            }
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var route in routes)
            {
                var baseline = await MeasureAsync(bare, route.Baseline);
                pairs[route].Add((await MeasureAsync(app, route.Call), baseline));
            }
        }

        Console.WriteLine($"{rounds} rounds of {Seconds} s, interleaved; cpuX and ratio: medians of the rounds' quotients, bare Kestrel = 1");
        Console.WriteLine("| route | cpuX | ratio of requests/s | CPU µs per request | bare Kestrel's | p50 | p99 |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (route, measured) in pairs)
        {
            Print(route.Name, measured);
        }
    }

    private static void Print(string name, List<(Sample Own, Sample Bare)> pairs) => Console.WriteLine(FormattableString.Invariant(
        $"| {name} | {Median(pairs.Select(p => p.Bare.CpuMicroseconds / p.Own.CpuMicroseconds)):F2} | {Median(pairs.Select(p => p.Own.PerSecond / p.Bare.PerSecond)):F2} | {Median(pairs.Select(p => p.Own.CpuMicroseconds)):F1} | {Median(pairs.Select(p => p.Bare.CpuMicroseconds)):F1} | {pairs[^1].Own.P50} | {pairs[^1].Own.P99} |"));

    private static async Task<Sample> MeasureAsync(ServerProcess server, Call call)
    {
        var before = server.CpuTime();
        var (requests, perSecond, p50, p99) = await Wrk.RunAsync(call, Seconds);
        return new(perSecond, (server.CpuTime() - before).TotalMicroseconds / requests, p50, p99);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private sealed record Route(string Name, Call Call, Call Baseline);

    private readonly record struct Sample(double PerSecond, double CpuMicroseconds, string P50, string P99);
}
