using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace FeatureFlag.Load;

/// <summary>Bodies of metric events that are sent again and again, each time with new ids, so that making them costs the machine little.</summary>
internal sealed class EventBodies
{
    public const int EventsPerBody = 5000;
    public const int Units = 200_000;
    public const int Names = 20;
    private const int IdDigits = 16;

    private readonly byte[][] _bodies;
    private readonly int[][] _ids;
    private long _next;

    public EventBodies(int count, DateTimeOffset now)
    {
        var random = new Random(1);
        var made = Enumerable.Range(0, count).Select(_ => Make(random, now)).ToList();
        (_bodies, _ids) = ([.. made.Select(body => body.Bytes)], [.. made.Select(body => body.Ids)]);
    }

    public int Count => _bodies.Length;

    /// <summary>For one sender at a time.</summary>
    public byte[] Renewed(int body)
    {
        foreach (var at in _ids[body])
        {
            Utf8Formatter.TryFormat(unchecked((ulong)Interlocked.Increment(ref _next) * 0x9E3779B97F4A7C15UL), _bodies[body].AsSpan(at, IdDigits), out _, new('x', IdDigits));
        }

        return _bodies[body];
    }

    /// <summary>One in ten has attributes, nine in ten a value.</summary>
    private static (byte[] Bytes, int[] Ids) Make(Random random, DateTimeOffset now)
    {
        var (text, ids) = (new StringBuilder(), new int[EventsPerBody]);
        for (var i = 0; i < EventsPerBody; i++)
        {
            text.Append("{\"type\":\"metric\",\"id\":\"");
            ids[i] = text.Length;
            text.Append('0', IdDigits).Append(CultureInfo.InvariantCulture, $"\",\"ts\":\"{now.AddMilliseconds(-random.Next(3_600_000)):yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\",");
            text.Append(CultureInfo.InvariantCulture, $"\"unit\":\"user-{random.Next(Units)}\",\"event\":\"event-{random.Next(Names)}\"");
            text.Append(i % 10 == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $",\"value\":{random.Next(10_000) / 100.0}"));
            text.Append(i % 10 == 0 ? ",\"attributes\":{\"plan\":\"pro\",\"country\":\"CH\"}}\n" : "}\n");
        }

        return (Encoding.ASCII.GetBytes(text.ToString()), ids);
    }
}
