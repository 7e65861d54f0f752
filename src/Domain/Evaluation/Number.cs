using System.Globalization;
using FeatureFlag.Domain.Evaluation.Operators;

namespace FeatureFlag.Domain.Evaluation;

/// <summary>
/// A number by its value: 12 = 12.0 = 1.2e1. Up to 28 significant digits within 10⁻²⁸ … 10²⁸ are exact, so that large ids
/// differ when their digits do; anything else is the nearest double, and equals only what is read as that double too.
/// </summary>
public readonly struct Number : IComparable<Number>, IEquatable<Number>
{
    private const int ExactDigits = 28;
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private readonly decimal _exact;
    private readonly double _double;
    private readonly bool _isExact;

    private Number(decimal exact) => (_exact, _double, _isExact) = (exact, (double)exact, true);

    private Number(double value) => _double = value;

    public static Number Of(decimal value) => new(value);

    /// <exception cref="ArgumentOutOfRangeException">Not finite.</exception>
    public static Number Of(double value) => !double.IsFinite(value)
        ? throw new ArgumentOutOfRangeException(nameof(value), value, "must be finite.")
        : TryParse(value.ToString("R", CultureInfo.InvariantCulture), out var number) ? number : new(value);

    /// <summary>
    /// Wholly a decimal number: ASCII digits, at most one point, perhaps a sign before and an exponent behind; no blanks.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Number number)
    {
        number = default;
        if (!IsDecimal(text, out var isExact))
        {
            return false;
        }

        if (isExact && decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var exact))
        {
            number = new(exact);
            return true;
        }

        if (!double.TryParse(text, Style, CultureInfo.InvariantCulture, out var value) || !double.IsFinite(value))
        {
            return false;
        }

        number = new(value);
        return true;
    }

    public static bool operator ==(Number left, Number right) => left.Equals(right);

    public static bool operator !=(Number left, Number right) => !left.Equals(right);

    public int CompareTo(Number other)
    {
        if (_isExact && other._isExact)
        {
            return _exact.CompareTo(other._exact);
        }

        var order = _double.CompareTo(other._double);
        return order != 0 ? order : _isExact.CompareTo(other._isExact);
    }

    public bool Equals(Number other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    public override int GetHashCode() => _isExact ? _exact.GetHashCode() : _double.GetHashCode();

    /// <summary>Nearest.</summary>
    public double ToDouble() => _double;

    /// <summary>Null if it is none of the exact ones.</summary>
    internal decimal? ToDecimal() => _isExact ? _exact : null;

    /// <summary>The shortest text of the value, whatever the author's spelling: 12.0 is "12". What is hashed when numbers are bucketed.</summary>
    public override string ToString() => _isExact
        ? _exact.ToString("0.############################", CultureInfo.InvariantCulture)
        : _double.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Looks at the spelling alone; the framework's parsers also take NUL characters at the end, and round.</summary>
    private static bool IsDecimal(ReadOnlySpan<char> text, out bool isExact)
    {
        isExact = false;
        var rest = text is ['-' or '+', ..] ? text[1..] : text;
        var whole = Digits(ref rest);
        var fraction = rest is ['.', ..] ? Digits(ref rest, skip: 1) : [];
        if (whole.Length + fraction.Length == 0)
        {
            return false;
        }

        var exponent = 0;
        if (rest is ['e' or 'E', ..] && !TryExponent(ref rest, out exponent))
        {
            return false;
        }

        isExact = IsExact(whole, fraction, exponent);
        return rest.IsEmpty;
    }

    private static bool IsExact(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, int exponent)
    {
        whole = whole.TrimStart('0');
        fraction = fraction.TrimEnd('0');
        var digits = whole.Length + fraction.Length;
        return digits <= ExactDigits && whole.Length + exponent <= ExactDigits && fraction.Length - exponent <= ExactDigits;
    }

    private static bool TryExponent(ref ReadOnlySpan<char> rest, out int exponent)
    {
        const int beyondEverything = 100_000;
        var isNegative = rest is [_, '-', ..];
        var digits = Digits(ref rest, skip: rest is [_, '-' or '+', ..] ? 2 : 1);
        exponent = 0;
        foreach (var digit in digits)
        {
            exponent = Math.Min(beyondEverything, (exponent * 10) + (digit - '0'));
        }

        exponent = isNegative ? -exponent : exponent;
        return !digits.IsEmpty;
    }

    private static ReadOnlySpan<char> Digits(ref ReadOnlySpan<char> rest, int skip = 0)
    {
        rest = rest[skip..];
        var digits = rest[..AsciiDigits.CountAtStart(rest)];
        rest = rest[digits.Length..];
        return digits;
    }
}
