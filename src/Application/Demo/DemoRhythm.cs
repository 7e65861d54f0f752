namespace FeatureFlag.Application.Demo;

/// <summary>When people come: less on weekends, most in the evening (UTC), hardly at night.</summary>
internal sealed class DemoRhythm
{
    private const double HourMilliseconds = 3_600_000;

    private readonly long _start;

    /// <summary>By hour, the share of all visits that came before it ends.</summary>
    private readonly double[] _until;

    /// <param name="start">A full hour.</param>
    /// <param name="end">A later one.</param>
    public DemoRhythm(DateTimeOffset start, DateTimeOffset end)
    {
        _start = start.ToUnixTimeMilliseconds();
        _until = new double[(int)(end - start).TotalHours];
        var sum = 0.0;
        for (var hour = 0; hour < _until.Length; hour++)
        {
            _until[hour] = sum += Weight(start.AddHours(hour));
        }

        for (var hour = 0; hour < _until.Length; hour++)
        {
            _until[hour] /= sum;
        }
    }

    /// <returns>Unix milliseconds, before the end.</returns>
    public long Any(DemoRandom random) => At(random.Next());

    /// <param name="from">Unix milliseconds, before the end.</param>
    /// <param name="random">Decides.</param>
    /// <returns>Unix milliseconds, later, before the end.</returns>
    public long After(long from, DemoRandom random)
    {
        var hour = (int)((from - _start) / HourMilliseconds);
        var before = hour == 0 ? 0 : _until[hour - 1];
        var gone = before + ((_until[hour] - before) * ((from - _start - (hour * HourMilliseconds)) / HourMilliseconds));
        return Math.Max(from, At(gone + ((1 - gone) * random.Next())));
    }

    private static double Weight(DateTimeOffset at)
    {
        var day = at.DayOfWeek switch { DayOfWeek.Saturday => 0.75, DayOfWeek.Sunday => 0.85, DayOfWeek.Monday => 1.1, _ => 1.0 };
        return day * (1.05 + Math.Cos((at.Hour - 18) * Math.PI / 12));
    }

    private long At(double share)
    {
        var hour = Array.BinarySearch(_until, share);
        hour = Math.Min(hour < 0 ? ~hour : hour + 1, _until.Length - 1);
        var before = hour == 0 ? 0 : _until[hour - 1];
        var within = Math.Clamp((share - before) / (_until[hour] - before), 0, 0.999999);
        return _start + (long)((hour + within) * HourMilliseconds);
    }
}
