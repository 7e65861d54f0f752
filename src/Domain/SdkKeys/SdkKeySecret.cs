using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FeatureFlag.Domain.SdkKeys;

/// <summary>
/// The secrets of SDK keys: <c>ffs_</c> (server) or <c>ffc_</c> (client), then 256 random bits in base64url. Kept and
/// looked up as a SHA-256 only.
/// </summary>
public static class SdkKeySecret
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashBytes = SHA256.HashSizeInBytes;

    /// <summary>Characters of every secret.</summary>
    public const int Length = 47;

    /// <summary>How many of its last characters are shown, so that people can tell keys apart.</summary>
    public const int HintLength = 4;

    private const string ServerPrefix = "ffs_";
    private const string ClientPrefix = "ffc_";
    private const int RandomBytes = 32;

    /// <summary>A new one.</summary>
    public static string Create(SdkKeyKind kind) =>
        (kind == SdkKeyKind.Server ? ServerPrefix : ClientPrefix) + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>As <see cref="SdkKeyEntry.SecretHash"/> holds it.</summary>
    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));

    /// <summary>Without allocating.</summary>
    /// <param name="text">Whatever a caller sent.</param>
    /// <param name="hash">Receives <see cref="HashBytes"/> bytes.</param>
    /// <returns>False if the text cannot be a secret; then nothing was computed.</returns>
    public static bool TryHash(ReadOnlySpan<char> text, Span<byte> hash)
    {
        Span<byte> ascii = stackalloc byte[Length];
        return text.Length == Length
            && (text.StartsWith(ServerPrefix, StringComparison.Ordinal) || text.StartsWith(ClientPrefix, StringComparison.Ordinal))
            && Ascii.FromUtf16(text, ascii, out _) == System.Buffers.OperationStatus.Done
            && SHA256.TryHashData(ascii, hash, out _);
    }
}
