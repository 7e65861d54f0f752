using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace FeatureFlag.Load;

/// <summary>How soon a flip has reached all of many event streams, and what a stream costs in memory. The server has one core, the clients the other.</summary>
internal static class Streams
{
    private const string Url = "http://127.0.0.1:8183/";
    private const string Password = "load-test-password";
    private const int Flips = 60;
    private const int WarmUps = 10;

    public static async Task<int> RunAsync(int clients)
    {
        var data = Directory.CreateTempSubdirectory("featureflag-load-");
        try
        {
            var webApi = AppContext.BaseDirectory.Replace($"{Path.DirectorySeparatorChar}Load{Path.DirectorySeparatorChar}", $"{Path.DirectorySeparatorChar}WebApi{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
            using var server = await ServerProcess.StartAsync(
                Url + "health", webApi, "dotnet", Path.Combine(webApi, "FeatureFlag.WebApi.dll"), "--urls", Url, $"--Storage:DataDirectory={data.FullName}",
                $"--Auth:InitialAdminPassword={Password}", $"--Streams:MaxConnections={clients}");
            using var admin = await SignInAsync();
            (await admin.PostAsJsonAsync("flags", new { key = "flip", name = "Flip", environment_key = "development" })).EnsureSuccessStatusCode();
            var secret = (await PostAsync(admin, "environments/development/sdk-keys", new { name = "load", kind = "server" })).GetProperty("secret").GetString()!;
            var empty = server.Memory();
            var counted = new Reach(clients);
            counted.Begin();
            var opening = Stopwatch.GetTimestamp();
            var streams = await OpenAllAsync(secret, clients, counted);
            var opened = Stopwatch.GetElapsedTime(opening);
            Console.WriteLine(FormattableString.Invariant($"{clients} streams opened in {opened.TotalSeconds:F1} s; {(server.Memory() - empty) / 1024.0 / clients:F1} KiB of the server's memory (RSS) each"));
            await FlipAsync(admin, counted);
            Console.WriteLine(FormattableString.Invariant($"after {Flips + WarmUps} flips {(server.Memory() - empty) / 1024.0 / clients:F1} KiB each"));
            streams.ForEach(stream => stream.Dispose());
            return 0;
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task FlipAsync(HttpClient admin, Reach reach)
    {
        List<double> sent = [], answered = [], each = [];
        for (var flip = 0; flip < WarmUps + Flips; flip++)
        {
            reach.Begin();
            var at = Stopwatch.GetTimestamp();
            (await admin.PutAsJsonAsync("flags/flip?environment_key=development", new { is_enabled = flip % 2 == 0 })).EnsureSuccessStatusCode();
            var acknowledged = Stopwatch.GetTimestamp();
            var arrivals = await reach.AllAsync();
            if (flip >= WarmUps)
            {
                sent.Add(Milliseconds(at, arrivals.Max()));
                answered.Add(Math.Max(0, Milliseconds(acknowledged, arrivals.Max())));
                each.AddRange(arrivals.Select(arrival => Milliseconds(at, arrival)));
            }
        }

        Print("write sent → last stream", sent);
        Print("write answered → last stream", answered);
        Print("write sent → each stream", each);
    }

    private static double Milliseconds(long from, long to) => (to - from) * 1000.0 / Stopwatch.Frequency;

    private static void Print(string name, List<double> values)
    {
        values.Sort();
        Console.WriteLine(FormattableString.Invariant($"{name}: p50 {values[values.Count / 2]:F1} ms, p99 {values[(int)(values.Count * 0.99)]:F1} ms, max {values[^1]:F1} ms"));
    }

    private static async Task<List<TcpClient>> OpenAllAsync(string secret, int clients, Reach reach)
    {
        List<TcpClient> all = [];
        for (var index = 0; index < clients; index++)
        {
            var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync("127.0.0.1", 8183);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"GET /sdk/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {secret}\r\n\r\n"));
            all.Add(client);
            _ = reach.ReadAsync(client.GetStream(), index);
        }

        await reach.AllAsync(); // the first event, which comes at once
        return all;
    }

    private static async Task<HttpClient> SignInAsync()
    {
        var http = new HttpClient { BaseAddress = new Uri(Url) };
        var token = (await PostAsync(http, "auth/login", new { email = "admin@localhost", password = Password })).GetProperty("access_token").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http;
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string target, object body)
    {
        var answer = await http.PostAsJsonAsync(target, body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>When each stream got its event.</summary>
    private sealed class Reach(int clients)
    {
        private readonly long[] _arrivals = new long[clients];
        private TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _missing;

        public void Begin()
        {
            _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref _missing, _arrivals.Length);
        }

        public async Task<long[]> AllAsync()
        {
            await _all.Task.WaitAsync(TimeSpan.FromSeconds(60));
            return [.. _arrivals];
        }

        public async Task ReadAsync(NetworkStream stream, int index)
        {
            var buffer = new byte[1024];
            while (await stream.ReadAsync(buffer) is var count and > 0)
            {
                if (buffer.AsSpan(0, count).IndexOf("data: "u8) >= 0)
                {
                    _arrivals[index] = Stopwatch.GetTimestamp();
                    if (Interlocked.Decrement(ref _missing) == 0)
                    {
                        _all.TrySetResult();
                    }
                }
            }
        }
    }
}
