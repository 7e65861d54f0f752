using System.ComponentModel;
using FeatureFlag.Application.Flags;
using FeatureFlag.Domain.Flags;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Flags;

/// <summary>How often servers gave out which variant of a flag. Evaluation inside callers' processes is not seen.</summary>
/// <param name="FlagKey">Whose.</param>
/// <param name="EnvironmentKey">Where.</param>
/// <param name="From">When the first interval begins.</param>
/// <param name="To">The last interval begins before it.</param>
/// <param name="Interval">"hour" or "day"; days are those of UTC.</param>
/// <param name="LastEvaluatedAt">Whenever that was; null: never.</param>
/// <param name="StaleReasons">Why the flag may be ready to go: "never_evaluated", "always_one_variant", "fully_rolled_out", "expired".</param>
/// <param name="Totals">Of each variant that was served in that time: the flag's in their order, then those that are no more.</param>
/// <param name="Series">Each interval in order, also empty ones, with each variant of the totals in the same order: zeros are filled in.</param>
public sealed record FlagExposuresResponse(
    string FlagKey,
    string EnvironmentKey,
    DateTimeOffset From,
    DateTimeOffset To,
    string Interval,
    DateTimeOffset? LastEvaluatedAt,
    IReadOnlyList<string> StaleReasons,
    IReadOnlyList<VariantExposures> Totals,
    IReadOnlyList<IntervalExposures> Series)
{
    internal static FlagExposuresResponse Of(FlagExposures exposures) => new(
        exposures.Flag.Key,
        exposures.Flag.EnvironmentKey,
        exposures.From,
        exposures.To,
        exposures.Interval,
        exposures.LastEvaluatedAt,
        [.. exposures.StaleReasons.Select(reason => reason.Name())],
        exposures.Totals,
        exposures.Series);
}

/// <summary>Which time to count, and how finely.</summary>
public sealed record ExposuresQuery
{
    [FromQuery(Name = "from"), ModelBinder(typeof(TimeBinder))]
    [Description("The interval that holds this time (RFC 3339) is the first; absent: 30 days up to the end. At most 744 intervals before to.")]
    public DateTimeOffset? From { get; init; }

    [FromQuery(Name = "to"), ModelBinder(typeof(TimeBinder))]
    [Description("Intervals that begin before this time (RFC 3339); absent: now.")]
    public DateTimeOffset? To { get; init; }

    [FromQuery(Name = "interval")]
    [Description("\"hour\" or \"day\" (of UTC); \"day\" when absent.")]
    public string? Interval { get; init; }
}
