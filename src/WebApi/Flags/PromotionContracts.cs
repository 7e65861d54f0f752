using System.Text.Json.Nodes;
using FeatureFlag.Application.Flags;
using FeatureFlag.WebApi.Audit;

namespace FeatureFlag.WebApi.Flags;

/// <summary>From where to where a flag's configuration is copied.</summary>
/// <param name="From">The key of the environment that is read.</param>
/// <param name="To">The key of the environment that is changed.</param>
/// <param name="DryRun">True: check everything, write nothing.</param>
public sealed record PromotionRequest(string From, string To, bool DryRun = false);

/// <summary>What a promotion changed, or would change.</summary>
/// <param name="Applied">Something was written; false after a dry run and where nothing differs.</param>
/// <param name="Changes">Per field that differs its old and new value; all fields where the flag is new.</param>
/// <param name="Flag">The flag in the target environment, as it is now or would be.</param>
public sealed record PromotionResponse(bool Applied, IReadOnlyDictionary<string, FieldChangeResponse> Changes, FlagResponse Flag)
{
    internal static PromotionResponse Of(Promotion promotion) => new(
        promotion.IsApplied,
        promotion.Changes.ToDictionary(field => field.Key, field => new FieldChangeResponse(field.Value!["old"], field.Value["new"])),
        FlagResponse.Of(promotion.Flag));
}

/// <summary>One flag in all environments.</summary>
/// <param name="Key">The flag's.</param>
/// <param name="Environments">All environments, oldest first.</param>
/// <param name="Differences">Per field that is not the same everywhere: the value by environment key, of those that have the flag.</param>
public sealed record FlagComparisonResponse(
    string Key, IReadOnlyList<FlagInEnvironmentResponse> Environments, IReadOnlyDictionary<string, IReadOnlyDictionary<string, JsonNode?>> Differences)
{
    internal static FlagComparisonResponse Of(FlagComparison comparison) => new(
        comparison.Key,
        [.. comparison.Environments.Select(place => new FlagInEnvironmentResponse(place.EnvironmentKey, place.Flag is { } flag ? FlagResponse.Of(flag) : null))],
        comparison.Differences.ToDictionary(field => field.Key, IReadOnlyDictionary<string, JsonNode?> (field) => field.Value!.AsObject().ToDictionary()));
}

/// <summary>A flag in one environment.</summary>
/// <param name="EnvironmentKey">Where.</param>
/// <param name="Flag">Null: it is not there.</param>
public sealed record FlagInEnvironmentResponse(string EnvironmentKey, FlagResponse? Flag);
