using FeatureFlag.Domain;

namespace FeatureFlag.Application.Flags;

internal static class FlagErrors
{
    public static Error NotFound(string key, string environmentKey) =>
        Error.NotFound($"There is no flag \"{key}\" in \"{environmentKey}\". GET /flags?environment_key={environmentKey} lists them.");
}
