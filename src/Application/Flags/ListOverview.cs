using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Flags;

/// <summary>All flags, each with all environments that have it, by key. A page holds whole flags.</summary>
/// <param name="IsArchived">True: those that are archived wherever they are; false: the others.</param>
/// <param name="Page">How many flags; up to <see cref="MaxLimit"/>.</param>
/// <param name="Stale">Only flags that are stale in one environment at least, for this reason or ("true") for any; null: all.</param>
public sealed record ListOverview(bool IsArchived, PageRequest Page, string? Stale = null) : IRequest<Result<Page<FlagOverview>>>, IRequireRole
{
    public const int MaxLimit = 1000;

    public Role RequiredRole => Role.Viewer;
}

/// <summary>One flag in all environments that have it.</summary>
/// <param name="Environments">At least one, those of the oldest environment first.</param>
public sealed record FlagOverview(IReadOnlyList<FlagSummary> Environments)
{
    /// <summary>What people read is per environment too; this is what was written last.</summary>
    public FlagSummary Latest { get; } = Environments.MaxBy(flag => flag.UpdatedAt)!;

    /// <summary>It is out of use wherever it is.</summary>
    public bool IsArchived => Environments.All(flag => flag.IsArchived);
}

/// <summary>A flag in one environment without its definition, which can be long.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="EnvironmentKey">Where.</param>
/// <param name="Key">The flag's.</param>
/// <param name="About">What people read.</param>
/// <param name="IsEnabled">False: everybody gets the off variant.</param>
/// <param name="IsArchived">Out of use.</param>
/// <param name="Rollout">Null unless it is a percentage flag.</param>
/// <param name="RuleCount">How many targeting rules it has.</param>
/// <param name="TargetCount">How many users are targeted individually.</param>
/// <param name="PrerequisiteCount">How many other flags must be met first.</param>
/// <param name="DefaultVariant">What default_serve gives everybody; null: it is absent, or a split.</param>
/// <param name="HasDefaultSplit">Whether default_serve is a split; then even a percentage flag does not use its rollout.</param>
/// <param name="ExperimentKey">The experiment that runs on it; null: none.</param>
/// <param name="HoldoutKey">The holdout that it is linked to; null: none.</param>
/// <param name="Version">Of the flag.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
public sealed record FlagSummary(
    Guid Id,
    string EnvironmentKey,
    string Key,
    FlagDescription About,
    bool IsEnabled,
    bool IsArchived,
    RolloutPercentage? Rollout,
    int RuleCount,
    int TargetCount,
    int PrerequisiteCount,
    string? DefaultVariant,
    bool HasDefaultSplit,
    string? ExperimentKey,
    string? HoldoutKey,
    long Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>When a server evaluated it last; null: never, or nobody looked.</summary>
    public DateTimeOffset? LastEvaluatedAt { get; init; }

    /// <summary>Why it may be ready to go.</summary>
    public IReadOnlyList<StaleReason> StaleReasons { get; init; } = [];

    internal FlagSummary With(FlagUsage usage, DateTimeOffset now) => this with
    {
        LastEvaluatedAt = usage.LastEvaluatedAt,
        StaleReasons = FlagStaleness.Of(Life, usage, now),
    };

    private FlagLife Life => new()
    {
        Purpose = About.Purpose,
        IsArchived = IsArchived,
        IsEnabled = IsEnabled,
        Type = About.Type,
        Rollout = Rollout ?? default,
        Distinguishes = RuleCount + TargetCount + PrerequisiteCount > 0 || ExperimentKey is not null || HoldoutKey is not null,
        HasFixedDefault = DefaultVariant is not null,
        HasDefaultSplit = HasDefaultSplit,
        ExpiresOn = About.ExpiresOn,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}

/// <summary>What people read of a flag, as <see cref="Flag"/> has it.</summary>
public sealed record FlagDescription(
    string Name, string Description, FlagType Type, FlagValueType ValueType, IReadOnlyList<string> Tags, string? Owner, string Purpose, DateOnly? ExpiresOn);

internal sealed class ListOverviewValidator : AbstractValidator<ListOverview>
{
    public ListOverviewValidator() => RuleFor(l => l.Stale).Must(filter => filter is null || StaleReasons.IsFilter(filter)).WithMessage(StaleReasons.Rule);
}

internal sealed class ListOverviewHandler(IFlagRepository flags, IFlagUsageRepository usage, TimeProvider time)
    : IRequestHandler<ListOverview, Result<Page<FlagOverview>>>
{
    public async Task<Result<Page<FlagOverview>>> Handle(ListOverview request, CancellationToken cancellationToken) => await request.Page.FillAsync(
        page => ReadAsync(request.IsArchived, page, cancellationToken),
        flag => request.Stale is not { } filter || flag.Environments.Any(place => place.StaleReasons.Meet(filter)),
        flag => new(flag.Latest.Key));

    private async Task<IReadOnlyList<FlagOverview>> ReadAsync(bool isArchived, PageRequest page, CancellationToken cancellationToken)
    {
        var found = await flags.ListOverviewAsync(isArchived, page, cancellationToken);
        if (found.Count == 0)
        {
            return [];
        }

        var served = await usage.ListLastServedAsync(null, found[0].Key, found[^1].Key, cancellationToken);
        var now = time.GetUtcNow();
        return [.. found.GroupBy(flag => flag.Key).Select(places => new FlagOverview([.. places.Select(flag => flag.With(new([.. served[flag.Id]]), now))]))];
    }
}
