using System.Globalization;

namespace FeatureFlag.Domain.Evaluation;

/// <summary>
/// A number by its value: 12 = 12.0. Decimal fractions of up to 28 digits are exact, so that large ids differ when their
/// digits do; anything else is a double.
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

    /// <summary>Wholly a decimal number: digits, at most one point, perhaps a sign and an exponent; no blanks, no other script.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Number number)
    {
        if (IsExact(text) && decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out var exact))
        {
            number = new(exact);
            return true;
        }

        var isNumber = StartsLikeNumber(text) && double.TryParse(text, Style, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value);
        number = isNumber ? new(double.Parse(text, Style, CultureInfo.InvariantCulture)) : default;
        return isNumber;
    }

    public static bool operator ==(Number left, Number right) => left.Equals(right);

    public static bool operator !=(Number left, Number right) => !left.Equals(right);

    public int CompareTo(Number other) => _isExact && other._isExact ? _exact.CompareTo(other._exact) : _double.CompareTo(other._double);

    public bool Equals(Number other) => CompareTo(other) == 0;

    public override bool Equals(object? obj) => obj is Number other && Equals(other);

    /// <summary>Of the double: equal numbers have equal doubles.</summary>
    public override int GetHashCode() => _double.GetHashCode();

    /// <summary>Nearest; for dates in milliseconds.</summary>
    public double ToDouble() => _double;

    /// <summary>The shortest text of the value, whatever the author's spelling: 12.0 is "12". What is hashed when numbers are bucketed.</summary>
    public override string ToString() => _isExact
        ? _exact.ToString("0.############################", CultureInfo.InvariantCulture)
        : _double.ToString("R", CultureInfo.InvariantCulture);

    private static bool StartsLikeNumber(ReadOnlySpan<char> text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.');

    private static bool IsExact(ReadOnlySpan<char> text)
    {
        var digits = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                digits++;
            }
            else if (c is not ('-' or '+' or '.'))
            {
                return false;
            }
        }

        return digits is > 0 and <= ExactDigits;
    }
}
