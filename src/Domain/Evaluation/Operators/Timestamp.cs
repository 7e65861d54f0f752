using System.Globalization;

namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>An instant, in units of 100 ns since the year 1 in UTC; what is finer is cut off.</summary>
public readonly record struct Timestamp(long Ticks)
{
    public const string Rule = "must be a date such as \"2026-03-29\" or a time with its offset such as \"2026-03-29T02:30:00Z\".";

    private const int FractionDigits = 7;
    private const int DateLength = 10;
    private const int TimeLength = 8;
    private const int OffsetLength = 6;

    /// <param name="milliseconds">Since 1970 in UTC; beyond what an instant can be: the last or first of all.</param>
    public static Timestamp OfUnix(Number milliseconds)
    {
        const double farthest = 9e14;
        if (Math.Abs(milliseconds.ToDouble()) > farthest)
        {
            return new(milliseconds.ToDouble() > 0 ? long.MaxValue : long.MinValue);
        }

        var exact = milliseconds.ToDecimal() ?? (decimal)milliseconds.ToDouble();
        return new(DateTime.UnixEpoch.Ticks + (long)decimal.Floor(exact * TimeSpan.TicksPerMillisecond));
    }

    public static Timestamp Of(DateTimeOffset time) => new(time.UtcTicks);

    /// <summary>Whole milliseconds since 1970 in UTC; what is finer is cut off.</summary>
    public long UnixMilliseconds => (Ticks / TimeSpan.TicksPerMillisecond) - (DateTime.UnixEpoch.Ticks / TimeSpan.TicksPerMillisecond);

    /// <summary>RFC 3339 with Z or an offset, years 0001 to 9999, or a date alone: its start in UTC.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Timestamp timestamp)
    {
        timestamp = default;
        if (text.Length < DateLength || !TryDate(text[..DateLength], out var ticks))
        {
            return false;
        }

        if (text.Length > DateLength && !(text[DateLength] is 'T' or 't' && TryTime(text[(DateLength + 1)..], ref ticks)))
        {
            return false;
        }

        timestamp = new(ticks);
        return true;
    }

    private static bool TryDate(ReadOnlySpan<char> text, out long ticks)
    {
        ticks = 0;
        if (text[4] != '-' || text[7] != '-' || !TryDigits(text[..4], out var year)
            || !TryDigits(text[5..7], out var month) || !TryDigits(text[8..], out var day))
        {
            return false;
        }

        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
        return true;
    }

    private static bool TryTime(ReadOnlySpan<char> text, ref long ticks)
    {
        if (text.Length <= TimeLength || text[2] != ':' || text[5] != ':' || !TryDigits(text[..2], out var hour)
            || !TryDigits(text[3..5], out var minute) || !TryDigits(text[6..8], out var second))
        {
            return false;
        }

        if (hour > 23 || minute > 59 || second > 60
            || !TryFraction(text[TimeLength..], out var fraction, out var rest) || !TryOffset(rest, out var offset))
        {
            return false;
        }

        ticks += (((hour * 60L) + minute - offset) * TimeSpan.TicksPerMinute) + (second * TimeSpan.TicksPerSecond);
        var isRealSecond = second < 60 || ticks % TimeSpan.TicksPerDay == 0;
        ticks += fraction;
        return isRealSecond;
    }

    private static bool TryFraction(ReadOnlySpan<char> text, out long ticks, out ReadOnlySpan<char> rest)
    {
        ticks = 0;
        rest = text;
        if (text[0] != '.')
        {
            return true;
        }

        var digits = text[1..][..AsciiDigits.CountAtStart(text[1..])];
        if (digits.IsEmpty)
        {
            return false;
        }

        for (var i = 0; i < FractionDigits; i++)
        {
            ticks = (ticks * 10) + (i < digits.Length ? digits[i] - '0' : 0);
        }

        rest = text[(digits.Length + 1)..];
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<char> text, out int minutes)
    {
        minutes = 0;
        if (text is ['Z' or 'z'])
        {
            return true;
        }

        if (text.Length != OffsetLength || text[0] is not ('+' or '-') || text[3] != ':'
            || !TryDigits(text[1..3], out var hour) || !TryDigits(text[4..], out var minute) || hour > 23 || minute > 59)
        {
            return false;
        }

        minutes = ((hour * 60) + minute) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        return AsciiDigits.AreAll(text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }
}
