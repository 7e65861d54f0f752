using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Segments;

/// <summary>By key, then environment key, without ids and conditions. Null fields do not filter.</summary>
public sealed record ListSegments(string? EnvironmentKey, string? Q, PageRequest Page) : IRequest<Result<Page<SegmentSummary>>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class ListSegmentsValidator : AbstractValidator<ListSegments>
{
    public ListSegmentsValidator() => RuleFor(l => l.Q).Paragraph(Segment.NameMaxLength);
}

internal sealed class ListSegmentsHandler(ISegmentRepository segments, IEnvironmentRepository environments)
    : IRequestHandler<ListSegments, Result<Page<SegmentSummary>>>
{
    public async Task<Result<Page<SegmentSummary>>> Handle(ListSegments request, CancellationToken cancellationToken)
    {
        var environment = await environments.FilterAsync(request.EnvironmentKey, cancellationToken);
        if (!environment.IsOk)
        {
            return environment.Error;
        }

        var found = await segments.ListAsync(new(environment.Value, request.Q), request.Page, cancellationToken);
        return request.Page.Cut(found, item => new(item.Segment.Key, item.Segment.EnvironmentKey));
    }
}
