using FeatureFlag.Domain;

namespace FeatureFlag.Application.Segments;

internal static class SegmentErrors
{
    public static Error NotFound(string key, string environmentKey) =>
        Error.NotFound($"There is no segment \"{key}\" in \"{environmentKey}\". GET /segments?environment_key={environmentKey} lists them.");
}
