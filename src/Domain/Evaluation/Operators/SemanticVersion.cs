namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>
/// A version by SemVer 2.0.0, over the text that it was read from: "1.2.3-rc.1+build". A leading v is tolerated, a missing
/// minor or patch is 0, build metadata does not count.
/// </summary>
internal readonly ref struct SemanticVersion
{
    public const string Rule = "must be a semantic version such as \"1.4.0\" or \"2.0.0-rc.1\".";

    private readonly ReadOnlySpan<char> _major;
    private readonly ReadOnlySpan<char> _minor;
    private readonly ReadOnlySpan<char> _patch;
    private readonly ReadOnlySpan<char> _preRelease;

    private SemanticVersion(ReadOnlySpan<char> major, ReadOnlySpan<char> minor, ReadOnlySpan<char> patch, ReadOnlySpan<char> preRelease)
    {
        _major = major;
        _minor = minor;
        _patch = patch;
        _preRelease = preRelease;
    }

    public static bool TryParse(ReadOnlySpan<char> text, out SemanticVersion version)
    {
        version = default;
        var rest = text is ['v' or 'V', ..] ? text[1..] : text;
        if (!TrySuffix(ref rest, '+', allowsLeadingZeros: true, out _) || !TrySuffix(ref rest, '-', allowsLeadingZeros: false, out var preRelease))
        {
            return false;
        }

        if (!TryNumber(ref rest, out var major) || !TryNumber(ref rest, out var minor) || !TryNumber(ref rest, out var patch)
            || major.IsEmpty || !rest.IsEmpty)
        {
            return false;
        }

        version = new(major, minor, patch, preRelease);
        return true;
    }

    public int CompareTo(SemanticVersion other)
    {
        var order = CompareNumbers(_major, other._major);
        order = order != 0 ? order : CompareNumbers(_minor, other._minor);
        order = order != 0 ? order : CompareNumbers(_patch, other._patch);
        return order != 0 ? order : ComparePreReleases(_preRelease, other._preRelease);
    }

    private static int ComparePreReleases(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return left.IsEmpty.CompareTo(right.IsEmpty);
        }

        while (!left.IsEmpty && !right.IsEmpty)
        {
            var order = CompareIdentifiers(Next(ref left, '.'), Next(ref right, '.'));
            if (order != 0)
            {
                return order;
            }
        }

        return right.IsEmpty.CompareTo(left.IsEmpty);
    }

    private static int CompareIdentifiers(ReadOnlySpan<char> left, ReadOnlySpan<char> right) => (IsNumber(left), IsNumber(right)) switch
    {
        (true, true) => CompareNumbers(left, right),
        (true, false) => -1,
        (false, true) => 1,
        _ => left.SequenceCompareTo(right),
    };

    /// <summary>Without leading zeros the longer one is the greater; none at all is 0.</summary>
    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        left = left.IsEmpty ? "0" : left;
        right = right.IsEmpty ? "0" : right;
        var order = left.Length.CompareTo(right.Length);
        return order != 0 ? order : left.SequenceCompareTo(right);
    }

    /// <summary>Takes the next number and the point behind it, if there is one; nothing at the end.</summary>
    private static bool TryNumber(scoped ref ReadOnlySpan<char> rest, out ReadOnlySpan<char> number)
    {
        number = default;
        if (rest.IsEmpty)
        {
            return true;
        }

        number = Next(ref rest, '.', out var hasPoint);
        return IsNumber(number) && number is not ['0', _, ..] && !(hasPoint && rest.IsEmpty);
    }

    /// <summary>Cuts off what stands behind the first mark: identifiers of letters, digits and hyphens with points between them.</summary>
    private static bool TrySuffix(scoped ref ReadOnlySpan<char> rest, char mark, bool allowsLeadingZeros, out ReadOnlySpan<char> suffix)
    {
        var start = rest.IndexOf(mark);
        suffix = start < 0 ? default : rest[(start + 1)..];
        if (start < 0)
        {
            return true;
        }

        rest = rest[..start];
        var identifiers = suffix;
        bool isMore;
        do
        {
            var identifier = Next(ref identifiers, '.', out isMore);
            if (!IsIdentifier(identifier) || (!allowsLeadingZeros && IsNumber(identifier) && identifier is ['0', _, ..]))
            {
                return false;
            }
        }
        while (isMore);

        return true;
    }

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && AsciiDigits.AreAll(text);

    private static bool IsIdentifier(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
            {
                return false;
            }
        }

        return !text.IsEmpty;
    }

    private static ReadOnlySpan<char> Next(scoped ref ReadOnlySpan<char> rest, char separator) => Next(ref rest, separator, out _);

    private static ReadOnlySpan<char> Next(scoped ref ReadOnlySpan<char> rest, char separator, out bool isSeparated)
    {
        var end = rest.IndexOf(separator);
        isSeparated = end >= 0;
        var part = isSeparated ? rest[..end] : rest;
        rest = isSeparated ? rest[(end + 1)..] : default;
        return part;
    }
}
