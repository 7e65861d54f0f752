using System.Buffers;
using System.IO.Hashing;
using System.Text;

namespace FeatureFlag.WebApi.Evaluation;

/// <summary>
/// The ETag of a bulk answer: a hash of what was decided for each flag, in order. Not of the configuration alone, as web
/// providers send the tag of their last answer along with a changed context.
/// </summary>
internal static class OfrepTag
{
    private const int HashBytes = 16;

    /// <param name="answers">In order.</param>
    /// <param name="stream">The event stream's URL: who has an old one must not be told that nothing is new. Null: none.</param>
    /// <returns>With its quotes.</returns>
    public static string Of(ReadOnlySpan<OfrepAnswer> answers, string? stream)
    {
        var length = answers.Length * HashBytes;
        var rented = ArrayPool<byte>.Shared.Rent(length + Encoding.UTF8.GetMaxByteCount(stream?.Length ?? 0));
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i].Hash.CopyTo(rented.AsSpan(i * HashBytes));
        }

        length += Encoding.UTF8.GetBytes(stream ?? "", rented.AsSpan(length));
        Span<byte> hash = stackalloc byte[HashBytes];
        XxHash128.Hash(rented.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(rented);
        return string.Create((HashBytes * 2) + 2, hash, static (text, hash) =>
        {
            text[0] = text[^1] = '"';
            Convert.TryToHexStringLower(hash, text[1..^1], out _);
        });
    }
}
