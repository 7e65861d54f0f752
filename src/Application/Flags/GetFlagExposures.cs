using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Flags;

/// <summary>How often servers gave out which variant of a flag.</summary>
/// <param name="EnvironmentKey">Where.</param>
/// <param name="Key">Which flag.</param>
/// <param name="From">Rounded down to an interval; null: 30 days up to the end.</param>
/// <param name="To">The intervals that begin before it; null: now.</param>
/// <param name="Interval">"hour" or "day" (of UTC); null: day.</param>
public sealed record GetFlagExposures(string EnvironmentKey, string Key, DateTimeOffset? From, DateTimeOffset? To, string? Interval)
    : IRequest<Result<FlagExposures>>, IRequireRole
{
    public const string Hour = "hour";
    public const string Day = "day";
    public const int MaxIntervals = 31 * 24;
    private const int DefaultDays = 30;

    public static IReadOnlyList<string> Intervals { get; } = [Hour, Day];

    public Role RequiredRole => Role.Viewer;

    internal TimeSpan Width => Interval == Hour ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);

    /// <summary>The beginning of the first interval, and the end.</summary>
    internal (DateTimeOffset From, DateTimeOffset To) Range(DateTimeOffset now)
    {
        var to = (To ?? now).ToUniversalTime();
        var days = to - DateTimeOffset.MinValue < TimeSpan.FromDays(DefaultDays) ? 0 : DefaultDays - 1;
        var last = to == DateTimeOffset.MinValue ? to : to.AddTicks(-1); // midnight ends the day before
        return (Floor(From ?? last.AddDays(-days)), to);
    }

    private DateTimeOffset Floor(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % Width.Ticks), TimeSpan.Zero);
}

/// <param name="Flag">Whose.</param>
/// <param name="From">The beginning of the first interval.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Interval">"hour" or "day".</param>
/// <param name="LastEvaluatedAt">Whenever that was; null: never.</param>
/// <param name="StaleReasons">Why it may be ready to go.</param>
/// <param name="Totals">Of each variant that was served in that time: first the flag's in their order, then those that are no more.</param>
/// <param name="Series">Each interval, with each variant of the totals in the same order.</param>
public sealed record FlagExposures(
    Flag Flag,
    DateTimeOffset From,
    DateTimeOffset To,
    string Interval,
    DateTimeOffset? LastEvaluatedAt,
    IReadOnlyList<StaleReason> StaleReasons,
    IReadOnlyList<VariantExposures> Totals,
    IReadOnlyList<IntervalExposures> Series);

/// <param name="At">When the interval begins.</param>
/// <param name="Variants">What was served in it.</param>
public sealed record IntervalExposures(DateTimeOffset At, IReadOnlyList<VariantExposures> Variants);

/// <param name="Variant">The variant's key.</param>
/// <param name="Single">How often it was evaluated by itself.</param>
/// <param name="Bulk">How often together with all flags of the environment.</param>
public sealed record VariantExposures(string Variant, long Single, long Bulk);

internal sealed class GetFlagExposuresValidator : AbstractValidator<GetFlagExposures>
{
    public GetFlagExposuresValidator(TimeProvider time)
    {
        RuleFor(r => r.Interval).Must(interval => interval is null || GetFlagExposures.Intervals.Contains(interval)).WithMessage("must be \"hour\" or \"day\".");
        RuleFor(r => r).Must(r => IsForward(r, time.GetUtcNow())).OverridePropertyName("to").WithMessage("must be after from.");
        RuleFor(r => r).Must(r => IsShort(r, time.GetUtcNow())).OverridePropertyName("from")
            .WithMessage($"must be at most {GetFlagExposures.MaxIntervals} intervals before to: 31 days of hours, or {GetFlagExposures.MaxIntervals} days. Ask for less, or for days.");
    }

    private static bool IsForward(GetFlagExposures request, DateTimeOffset now) => request.Range(now) is var (from, to) && from < to;

    private static bool IsShort(GetFlagExposures request, DateTimeOffset now) =>
        request.Range(now) is var (from, to) && to - from <= request.Width * GetFlagExposures.MaxIntervals;
}

internal sealed class GetFlagExposuresHandler(IMediator mediator, IFlagUsageRepository usage, TimeProvider time)
    : IRequestHandler<GetFlagExposures, Result<FlagExposures>>
{
    public async Task<Result<FlagExposures>> Handle(GetFlagExposures request, CancellationToken cancellationToken)
    {
        var found = await mediator.Send(new GetFlag(request.EnvironmentKey, request.Key), cancellationToken);
        if (!found.IsOk)
        {
            return found.Error;
        }

        var (flag, now) = (found.Value, time.GetUtcNow());
        var (from, to) = request.Range(now);
        var served = new FlagUsage([.. (await usage.ListLastServedAsync(flag.EnvironmentId, flag.Key, flag.Key, cancellationToken))[flag.Id]]);
        var width = (int)request.Width.TotalHours;
        var counts = await usage.ListCountsAsync(flag.EnvironmentId, flag.Key, (HourOf(from), HourOf(to.AddTicks(-1)) + 1), width, cancellationToken);
        var variants = VariantsOf(flag, counts);
        return new FlagExposures(
            flag,
            from,
            to,
            request.Interval ?? GetFlagExposures.Day,
            served.LastEvaluatedAt,
            FlagStaleness.Of(FlagLife.Of(flag), served, now),
            Sum(variants, counts),
            SeriesOf(variants, counts.ToLookup(count => count.Interval), (from, to), request.Width));
    }

    private static List<IntervalExposures> SeriesOf(
        IReadOnlyList<string> variants, ILookup<long, VariantCount> counts, (DateTimeOffset From, DateTimeOffset To) range, TimeSpan width)
    {
        var hours = (long)width.TotalHours;
        var series = new List<IntervalExposures>();
        for (var i = 0; i < (range.To - range.From) / width; i++)
        {
            var at = range.From + (width * i);
            series.Add(new(at, Sum(variants, counts[HourOf(at) / hours])));
        }

        return series;
    }

    private static VariantExposures[] Sum(IReadOnlyList<string> variants, IEnumerable<VariantCount> counts)
    {
        var byVariant = counts.ToLookup(count => count.Variant);
        return [.. variants.Select(variant => new VariantExposures(variant, byVariant[variant].Sum(count => count.Single), byVariant[variant].Sum(count => count.Bulk)))];
    }

    private static string[] VariantsOf(Flag flag, IEnumerable<VariantCount> counts)
    {
        var served = counts.Select(count => count.Variant).ToHashSet(StringComparer.Ordinal);
        var known = flag.Variants.Select(variant => variant.Key).Where(served.Remove).ToList();
        return [.. known, .. served.Order(StringComparer.Ordinal)];
    }

    private static long HourOf(DateTimeOffset at) => (long)Math.Floor((at - DateTimeOffset.UnixEpoch).TotalHours);
}
