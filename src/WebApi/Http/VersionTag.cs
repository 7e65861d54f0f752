using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace FeatureFlag.WebApi.Http;

internal static class VersionTag
{
    /// <summary>A version that nothing has: versions begin at 1.</summary>
    private const long Never = 0;

    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>
    /// Reads If-Match: <c>"7"</c> is 7, absent or <c>*</c> is null. A weak tag, or one that we never gave out, matches
    /// nothing (RFC 9110 asks for strong comparison).
    /// </summary>
    /// <exception cref="MalformedHeaderException">The header is not a list of entity tags.</exception>
    public static long? Parse(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0)
        {
            return null;
        }

        if (!EntityTagHeaderValue.TryParseStrictList(header!, out var tags))
        {
            throw new MalformedHeaderException("If-Match must be a version as the ETag gave it, with its quotes: \"7\".");
        }

        return tags switch
        {
            [var any] when any.Equals(EntityTagHeaderValue.Any) => null,
            [{ IsWeak: false, Tag: var tag }] when
                long.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && tag == Of(version) => version,
            _ => Never,
        };
    }
}

/// <summary>A header that cannot be read; the message is for the caller.</summary>
internal sealed class MalformedHeaderException(string detail) : BadHttpRequestException(detail);
