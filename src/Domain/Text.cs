using System.Buffers;

namespace FeatureFlag.Domain;

/// <summary>The rules for text that people write: what both databases can hold and what a screen can show.</summary>
public static class Text
{
    public const string LineRule = "must not hold control characters or broken Unicode.";
    public const string ParagraphRule = "must not hold control characters (line breaks and tabs aside) or broken Unicode.";

    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly SearchValues<char> ExtendedKeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-._");

    private static readonly SearchValues<char> VariantKeyCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>One line: any Unicode without control characters and without lone surrogates.</summary>
    public static bool IsLine(string text) => !text.Any(char.IsControl) && IsWellFormed(text);

    /// <summary>Several lines: as <see cref="IsLine"/>, but line breaks and tabs are allowed.</summary>
    public static bool IsParagraph(string text) =>
        text.All(c => !char.IsControl(c) || c is '\n' or '\r' or '\t') && IsWellFormed(text);

    /// <summary>Environment keys: <c>\A[a-z0-9-]+\z</c>.</summary>
    internal static bool IsKey(string text, int maxLength) =>
        text.Length is > 0 && text.Length <= maxLength && !text.AsSpan().ContainsAnyExcept(KeyCharacters);

    /// <summary>Flag and segment keys: <c>\A[a-z0-9-][a-z0-9._-]*\z</c>.</summary>
    internal static bool IsExtendedKey(string text, int maxLength) =>
        text.Length is > 0 && text.Length <= maxLength
        && KeyCharacters.Contains(text[0]) && !text.AsSpan().ContainsAnyExcept(ExtendedKeyCharacters);

    /// <summary>Variant keys: <c>\A[A-Za-z0-9._-]+\z</c>.</summary>
    internal static bool IsVariantKey(string text, int maxLength) =>
        text.Length is > 0 && text.Length <= maxLength && !text.AsSpan().ContainsAnyExcept(VariantKeyCharacters);

    /// <summary>No surrogate stands alone, so it is the same text after a trip through UTF-8.</summary>
    public static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return false;
            }

            i++;
        }

        return true;
    }
}
