using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace FeatureFlag.Client.Tests.Fakes;

/// <summary>Time that stands still until told, and knows how long others mean to wait.</summary>
internal sealed class TestTime : FakeTimeProvider
{
    public static readonly DateTimeOffset Beginning = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private readonly ConcurrentQueue<TimeSpan> _waits = [];

    public TestTime()
        : base(Beginning)
    {
    }

    /// <summary>All waits that began, also those that others ended.</summary>
    public IEnumerable<TimeSpan> Waits => _waits;

    /// <summary>Waits of this length, both ends included.</summary>
    public IReadOnlyList<TimeSpan> WaitsOf(double fromSeconds, double toSeconds) =>
        [.. _waits.Where(wait => wait.TotalSeconds >= fromSeconds && wait.TotalSeconds <= toSeconds)];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Enqueue(dueTime);
        return timer;
    }
}
