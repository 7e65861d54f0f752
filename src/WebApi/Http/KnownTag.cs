using Microsoft.Extensions.Primitives;

namespace FeatureFlag.WebApi.Http;

/// <summary>Reads If-None-Match.</summary>
internal static class KnownTag
{
    /// <summary>Compares weakly, as a proxy that compresses weakens tags. A tag holds no quotes, so no other one can contain ours.</summary>
    /// <param name="header">If-None-Match: tags, lists of them, or "*", in any number of lines.</param>
    /// <param name="tag">Ours, with its quotes.</param>
    public static bool IsIn(in StringValues header, string tag)
    {
        foreach (var line in header)
        {
            if (line is not null && (line.Contains(tag, StringComparison.Ordinal) || line.AsSpan().Trim() is "*"))
            {
                return true;
            }
        }

        return false;
    }
}
