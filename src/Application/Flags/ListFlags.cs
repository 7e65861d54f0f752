using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Flags;

/// <summary>By key, then environment key. Null fields do not filter.</summary>
public sealed record ListFlags(
    string? EnvironmentKey, string? Q, string? Tag, string? FlagType, bool? Archived, PageRequest Page, string? Stale = null)
    : IRequest<Result<Page<Flag>>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class ListFlagsValidator : AbstractValidator<ListFlags>
{
    public ListFlagsValidator()
    {
        RuleFor(l => l.FlagType).Must(type => type is null || FlagTypes.Parse(type) is not null).WithMessage(FlagTypes.Rule);
        RuleFor(l => l.Stale).Must(filter => filter is null || StaleReasons.IsFilter(filter)).WithMessage(StaleReasons.Rule);
        RuleFor(l => l.Q).Paragraph(Flag.NameMaxLength);
        RuleFor(l => l.Tag).Paragraph(Flag.TagMaxLength);
    }
}

internal sealed class ListFlagsHandler(IFlagRepository flags, IFlagUsageRepository usage, IEnvironmentRepository environments, TimeProvider time)
    : IRequestHandler<ListFlags, Result<Page<Flag>>>
{
    public async Task<Result<Page<Flag>>> Handle(ListFlags request, CancellationToken cancellationToken)
    {
        var environment = await environments.FilterAsync(request.EnvironmentKey, cancellationToken);
        if (!environment.IsOk)
        {
            return environment.Error;
        }

        var filter = new FlagFilter(environment.Value, request.Q, request.Tag, FlagTypes.Parse(request.FlagType), request.Archived);
        if (request.Stale is null)
        {
            return request.Page.Cut(await flags.ListAsync(filter, request.Page, cancellationToken), PositionOf);
        }

        var stale = await request.Page.FillAsync(
            page => ReadAsync(filter, page, cancellationToken), place => place.Reasons.Meet(request.Stale), place => PositionOf(place.Flag));
        return new Page<Flag>([.. stale.Items.Select(place => place.Flag)], stale.NextCursor);
    }

    private static Position PositionOf(Flag flag) => new(flag.Key, flag.EnvironmentKey);

    private async Task<IReadOnlyList<(Flag Flag, IReadOnlyList<StaleReason> Reasons)>> ReadAsync(
        FlagFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var found = await flags.ListAsync(filter, page, cancellationToken);
        if (found.Count == 0)
        {
            return [];
        }

        var served = await usage.ListLastServedAsync(filter.EnvironmentId, found[0].Key, found[^1].Key, cancellationToken);
        var now = time.GetUtcNow();
        return [.. found.Select(flag => (flag, FlagStaleness.Of(FlagLife.Of(flag), new([.. served[flag.Id]]), now)))];
    }
}
