using System.ComponentModel;
using FeatureFlag.Application;
using FeatureFlag.Application.Flags;
using FeatureFlag.Domain.Flags;
using FluentValidation;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Flags;

/// <summary>One flag in all environments that have it. What people read is as it was written last.</summary>
/// <param name="Key">What requests name it by.</param>
/// <param name="Name">For people.</param>
/// <param name="Description">For people.</param>
/// <param name="FlagType">"boolean", "percentage" or "multivariate".</param>
/// <param name="ValueType">The type of the variants' values.</param>
/// <param name="Tags">To find it by.</param>
/// <param name="Owner">Who looks after it.</param>
/// <param name="Purpose">"release", "experiment", "operational" or "permission".</param>
/// <param name="ExpiresOn">The day by which it should be gone.</param>
/// <param name="IsArchived">True: archived in all environments that have it.</param>
/// <param name="UpdatedAt">When it was changed last, wherever that was.</param>
/// <param name="Environments">Those that have it, the oldest first.</param>
public sealed record FlagOverviewResponse(
    string Key,
    string Name,
    string Description,
    string FlagType,
    string ValueType,
    IReadOnlyList<string> Tags,
    string? Owner,
    string Purpose,
    DateOnly? ExpiresOn,
    bool IsArchived,
    DateTimeOffset UpdatedAt,
    IReadOnlyList<FlagSummaryResponse> Environments)
{
    internal static FlagOverviewResponse Of(FlagOverview overview)
    {
        var (latest, about) = (overview.Latest, overview.Latest.About);
        return new(
            latest.Key,
            about.Name,
            about.Description,
            about.Type.Name(),
            about.ValueType.Name(),
            about.Tags,
            about.Owner,
            about.Purpose,
            about.ExpiresOn,
            overview.IsArchived,
            latest.UpdatedAt,
            [.. overview.Environments.Select(FlagSummaryResponse.Of)]);
    }
}

/// <summary>A flag in one environment, in short.</summary>
/// <param name="EnvironmentKey">Where.</param>
/// <param name="Id">UUIDv7.</param>
/// <param name="Version">Of the flag there; what If-Match takes.</param>
/// <param name="IsEnabled">False: everybody gets the off variant.</param>
/// <param name="IsArchived">True: out of use there.</param>
/// <param name="RolloutPercentage">0 to 100, up to 3 decimals; null unless it is a percentage flag.</param>
/// <param name="RuleCount">How many targeting rules it has.</param>
/// <param name="TargetCount">How many users are targeted individually.</param>
/// <param name="PrerequisiteCount">How many other flags must be met before anything else counts.</param>
/// <param name="Serves">The variant that its default_serve gives everybody; null: it has none, or a split.</param>
/// <param name="DefaultSplit">True: its default_serve is a split, which holds instead of rollout_percentage and the variants' weights.</param>
/// <param name="Experiment">The key of the experiment that runs on it; null: none.</param>
/// <param name="Holdout">The key of the holdout that it is linked to; null: none.</param>
/// <param name="LastEvaluatedAt">When a server evaluated it last; null: never. Evaluation inside callers' processes is not seen.</param>
/// <param name="StaleReasons">Why it may be ready to go: "never_evaluated", "always_one_variant", "fully_rolled_out", "expired".</param>
/// <param name="UpdatedAt">When it was changed last.</param>
public sealed record FlagSummaryResponse(
    string EnvironmentKey,
    Guid Id,
    long Version,
    bool IsEnabled,
    bool IsArchived,
    decimal? RolloutPercentage,
    int RuleCount,
    int TargetCount,
    int PrerequisiteCount,
    string? Serves,
    bool DefaultSplit,
    string? Experiment,
    string? Holdout,
    DateTimeOffset? LastEvaluatedAt,
    IReadOnlyList<string> StaleReasons,
    DateTimeOffset UpdatedAt)
{
    internal static FlagSummaryResponse Of(FlagSummary flag) => new(
        flag.EnvironmentKey,
        flag.Id,
        flag.Version,
        flag.IsEnabled,
        flag.IsArchived,
        flag.Rollout?.Percent,
        flag.RuleCount,
        flag.TargetCount,
        flag.PrerequisiteCount,
        flag.DefaultVariant,
        flag.HasDefaultSplit,
        flag.ExperimentKey,
        flag.HoldoutKey,
        flag.LastEvaluatedAt,
        [.. flag.StaleReasons.Select(reason => reason.Name())],
        flag.UpdatedAt);
}

/// <summary>The part of the overview to answer.</summary>
public sealed record OverviewQuery
{
    [FromQuery(Name = "archived")]
    [Description("True: only flags that are archived in all environments that have them. Absent or false: only others.")]
    public bool? Archived { get; init; }

    [FromQuery(Name = "limit")]
    [Description("How many flags at the most: 1 to 1000; 1000 when absent.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "cursor")]
    [Description("From the Link header of the page before; absent for the first page.")]
    public string? Cursor { get; init; }

    [FromQuery(Name = "stale")]
    [Description("\"true\": only flags that may be ready to go in one environment at least. Or only for one reason: \"never_evaluated\", \"always_one_variant\", \"fully_rolled_out\" or \"expired\".")]
    public string? Stale { get; init; }

    internal ListOverview ToRequest() => new(Archived ?? false, new(Limit ?? ListOverview.MaxLimit, Cursor is null ? null : Position.Parse(Cursor)), Stale);
}

/// <summary>As for other lists, but for the limit.</summary>
internal sealed class OverviewQueryValidator : AbstractValidator<OverviewQuery>
{
    public OverviewQueryValidator()
    {
        RuleFor(q => q.Limit).InclusiveBetween(1, ListOverview.MaxLimit).WithMessage($"must be a whole number from 1 to {ListOverview.MaxLimit}.");
        RuleFor(q => q.Cursor).Must(cursor => cursor is null || Position.Parse(cursor) is not null).WithMessage(Position.Rule);
    }
}
