using System.Collections.Concurrent;
using System.Diagnostics;
using FeatureFlag.Domain.SdkKeys;

namespace FeatureFlag.WebApi.Tests.Streams;

/// <summary>
/// What etcd promises of a watch, of a stream of versions: ordered, unique, reliable, atomic, resumable, bookmarkable. Readers
/// that leave at random and come back, while writers write; what each saw is then compared with what was written.
/// </summary>
internal sealed class StreamGuaranteeTests
{
    private const int Readers = 16;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    /// <summary>Generous: the machine of the tests may be busy.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(3);

    [TestCase(1)]
    [TestCase(2)]
    public async Task Hold_for_readers_that_come_and_go(int seed)
    {
        await using var server = await StreamServer.StartAsync();
        var (key, secret) = server.AddKey();
        var watch = Stopwatch.StartNew();
        var written = new ConcurrentDictionary<long, TimeSpan>();
        var readers = Enumerable.Range(0, Readers)
            .Select(number => Task.Run(() => new Reader(server, key, secret, new Random((seed * 1000) + number), watch).RunAsync(Duration))).ToList();
        var writers = Enumerable.Range(0, 2).Select(number => Task.Run(() => WriteAsync(server, new Random((seed * 1000) - 1 - number), watch, written))).ToList();
        await Task.WhenAll(writers);
        var histories = await Task.WhenAll(readers);

        Assert.Multiple(() =>
        {
            foreach (var history in histories)
            {
                Assert.That(Violations(history, written, server.Version), Is.Empty);
            }
        });
        Assert.That(histories.Sum(history => history.Count), Is.GreaterThan(Readers * 5), "too little happened to show anything");
    }

    private static async Task WriteAsync(StreamServer server, Random random, Stopwatch watch, ConcurrentDictionary<long, TimeSpan> written)
    {
        while (watch.Elapsed < Duration)
        {
            written[server.Publish()] = watch.Elapsed;
            await Task.Delay(random.Next(0, 30));
        }
    }

    private static IEnumerable<string> Violations(List<Visit> history, ConcurrentDictionary<long, TimeSpan> written, long final)
    {
        foreach (var visit in history)
        {
            var known = visit.ResumedFrom ?? 0; // who does not say what it has is told again
            foreach (var (id, at, current) in visit.Told)
            {
                if (id <= known)
                {
                    yield return $"{id} was told after {known}: not ordered, or not unique";
                }

                if (current < id)
                {
                    yield return $"{id} was told while the server answered from {current}: not atomic";
                }

                known = id;
            }

            foreach (var (version, at) in written.Where(change => change.Value > visit.From && change.Value + Delay < visit.To))
            {
                if (!visit.Told.Any(told => told.Id >= version && told.At < at + Delay))
                {
                    yield return $"{version} was not told within {Delay}: not reliable";
                }
            }
        }

        if (history.SelectMany(visit => visit.Told).Max(told => told.Id) is var last && last < final)
        {
            yield return $"the last that was told is {last}, not {final}: not resumable";
        }
    }

    /// <summary>One connection.</summary>
    private sealed record Visit(long? ResumedFrom, TimeSpan From, TimeSpan To, List<(long Id, TimeSpan At, long Current)> Told);

    private sealed class Reader(StreamServer server, SdkKeyEntry key, string secret, Random random, Stopwatch watch)
    {
        private long? _last;

        public async Task<List<Visit>> RunAsync(TimeSpan duration)
        {
            var history = new List<Visit>();
            while (watch.Elapsed < duration)
            {
                history.Add(await VisitAsync(TimeSpan.FromMilliseconds(random.Next(1, 1500)), null));
            }

            history.Add(await VisitAsync(Delay + Delay, server.Version));
            return history;
        }

        /// <param name="time">To stay.</param>
        /// <param name="until">To leave when this version was told; null: at the end of the time.</param>
        private async Task<Visit> VisitAsync(TimeSpan time, long? until)
        {
            var resumed = random.Next(5) == 0 ? null : _last;
            var told = new List<(long, TimeSpan, long)>();
            var deadline = watch.Elapsed + time;
            using var reader = random.Next(2) == 0 ? await server.OpenOfrepAsync(key, resumed) : await server.OpenSdkAsync(secret, resumed);
            var from = watch.Elapsed;
            try
            {
                while ((until is null || !(_last >= until)) && deadline - watch.Elapsed is { Ticks: > 0 } left && await reader.NextAsync(left) is { Id: { } id })
                {
                    told.Add((id, watch.Elapsed, server.Current));
                    _last = id;
                }
            }
            catch (OperationCanceledException)
            {
                // It leaves in the middle of whatever is going on.
            }

            return new(resumed, from, watch.Elapsed, told);
        }
    }
}
