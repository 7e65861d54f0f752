using System.Buffers;

namespace FeatureFlag.Domain.Users;

/// <summary>
/// E-mail addresses as account names. ASCII only: Unicode case folding would give one mailbox several spellings
/// (U+212A KELVIN SIGN folds to k), and with it several accounts.
/// </summary>
public static class EmailAddress
{
    public const int MaxLength = 254;
    public const string Rule = "must be an e-mail address such as \"ann@example.com\" (ASCII, at most 254 characters).";

    private static readonly SearchValues<char> AtomCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$%&'*+/=?^_`{|}~-");

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    public static bool IsValid(string? text)
    {
        if (text is null || text.Length > MaxLength)
        {
            return false;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at is > 0 and <= 64 && IsLocal(text[..at]) && text[(at + 1)..].Split('.').All(IsLabel);
    }

    /// <summary>The spelling under which an account is found: two addresses are one account if these are equal.</summary>
    public static string Normalize(string address) => address.ToLowerInvariant();

    private static bool IsLocal(string part) => part.Split('.').All(atom => atom.Length > 0 && !atom.AsSpan().ContainsAnyExcept(AtomCharacters));

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && !label.AsSpan().ContainsAnyExcept(LabelCharacters) && label[0] != '-' && label[^1] != '-';
}
