using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Holdouts;

/// <summary>By key, then environment key. Null fields do not filter.</summary>
public sealed record ListHoldouts(string? EnvironmentKey, string? Q, PageRequest Page) : IRequest<Result<Page<HoldoutUse>>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class ListHoldoutsValidator : AbstractValidator<ListHoldouts>
{
    public ListHoldoutsValidator() => RuleFor(l => l.Q).Paragraph(Flag.NameMaxLength);
}

internal sealed class ListHoldoutsHandler(IHoldoutRepository holdouts, IExperimentRepository experiments, IEnvironmentRepository environments)
    : IRequestHandler<ListHoldouts, Result<Page<HoldoutUse>>>
{
    public async Task<Result<Page<HoldoutUse>>> Handle(ListHoldouts request, CancellationToken cancellationToken)
    {
        var environment = await environments.FilterAsync(request.EnvironmentKey, cancellationToken);
        if (!environment.IsOk)
        {
            return environment.Error;
        }

        var found = await holdouts.ListAsync(environment.Value, request.Q, request.Page, cancellationToken);
        var running = await experiments.ListRunningAsync(environment.Value, cancellationToken);
        var page = request.Page.Cut(found, holdout => new(holdout.Key, holdout.EnvironmentKey));
        return new Page<HoldoutUse>([.. page.Items.Select(holdout => HoldoutUse.Of(holdout, running))], page.NextCursor);
    }
}
