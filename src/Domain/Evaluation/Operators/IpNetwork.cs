using System.Globalization;

namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>
/// IP addresses as numbers of 128 bits, IPv4 where IPv6 maps it (::ffff:a.b.c.d), so that both spellings are the same. Only
/// the plain spellings are read: no port, no zone, no leading zeros, no IPv4 of less than four decimal parts.
/// </summary>
internal static class IpNetwork
{
    public const string Rule = "must be an IPv4 or IPv6 address, perhaps with a prefix: \"10.0.0.0/8\", \"2001:db8::/32\", \"192.0.2.7\".";

    private const int Bits = 128;
    private const int BitsBeforeIPv4 = 96;
    private const int GroupBits = 16;
    private const int Groups = 8;

    private static readonly UInt128 MappedIPv4 = (UInt128)0xffff << 32;

    public static bool IsIPv4(UInt128 address) => address >> 32 == MappedIPv4 >> 32;

    /// <summary>First and last address of it. Bits behind the prefix are ignored: 10.1.2.3/8 is 10.0.0.0/8.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out UInt128 first, out UInt128 last)
    {
        (first, last) = (0, 0);
        var slash = text.IndexOf('/');
        if (!TryAddress(slash < 0 ? text : text[..slash], out var address))
        {
            return false;
        }

        var prefix = Bits;
        if (slash >= 0)
        {
            var firstBit = text[..slash].Contains(':') ? 0 : BitsBeforeIPv4;
            if (!TryDecimal(text[(slash + 1)..], Bits - firstBit, out prefix))
            {
                return false;
            }

            prefix += firstBit;
        }

        var hostBits = prefix == 0 ? UInt128.MaxValue : (UInt128.One << (Bits - prefix)) - 1;
        (first, last) = (address & ~hostBits, address | hostBits);
        return true;
    }

    public static bool TryAddress(ReadOnlySpan<char> text, out UInt128 address)
    {
        if (text.Contains(':'))
        {
            return TryIPv6(text, out address);
        }

        var isIPv4 = TryIPv4(text, out var last32);
        address = MappedIPv4 | last32;
        return isIPv4;
    }

    private static bool TryIPv4(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        for (var part = 0; part < 4; part++)
        {
            var end = part < 3 ? text.IndexOf('.') : text.Length;
            if (end < 0 || !TryDecimal(text[..end], byte.MaxValue, out var value))
            {
                return false;
            }

            address = (address << 8) | (uint)value;
            text = part < 3 ? text[(end + 1)..] : default;
        }

        return true;
    }

    /// <summary>RFC 4291: eight groups, one run of zeros perhaps left out, the last two perhaps as IPv4.</summary>
    private static bool TryIPv6(ReadOnlySpan<char> text, out UInt128 address)
    {
        address = 0;
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
        {
            return TryGroups(text, out address, out var all) && all == Groups;
        }

        if (!TryGroups(text[..gap], out var head, out var before, isLast: false) || !TryGroups(text[(gap + 2)..], out var tail, out var behind)
            || before + behind >= Groups)
        {
            return false;
        }

        address = (before == 0 ? 0 : head << (GroupBits * (Groups - before))) | tail;
        return true;
    }

    private static bool TryGroups(ReadOnlySpan<char> text, out UInt128 bits, out int count, bool isLast = true)
    {
        (bits, count) = (0, 0);
        while (!text.IsEmpty)
        {
            var end = text.IndexOf(':');
            var group = end < 0 ? text : text[..end];
            if (isLast && end < 0 && group.Contains('.'))
            {
                count += 2;
                var isIPv4 = TryIPv4(group, out var last32);
                bits = (bits << 32) | last32;
                return isIPv4 && count <= Groups;
            }

            if (++count > Groups || end == text.Length - 1 || !TryHexadecimal(group, out var value))
            {
                return false;
            }

            bits = (bits << GroupBits) | value;
            text = end < 0 ? default : text[(end + 1)..];
        }

        return true;
    }

    private static bool TryHexadecimal(ReadOnlySpan<char> text, out ushort value)
    {
        value = 0;
        return text.Length is >= 1 and <= 4 && ushort.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static bool TryDecimal(ReadOnlySpan<char> text, int max, out int value)
    {
        value = 0;
        return text.Length is >= 1 and <= 3 && text is not ['0', _, ..] && AsciiDigits.AreAll(text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= max;
    }
}
