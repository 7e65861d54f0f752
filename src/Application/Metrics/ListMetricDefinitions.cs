using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Metrics;

/// <summary>By key, then environment key. Null fields do not filter.</summary>
public sealed record ListMetricDefinitions(string? EnvironmentKey, string? Q, PageRequest Page) : IRequest<Result<Page<MetricDefinition>>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class ListMetricDefinitionsValidator : AbstractValidator<ListMetricDefinitions>
{
    public ListMetricDefinitionsValidator() => RuleFor(l => l.Q).Paragraph(Flag.NameMaxLength);
}

internal sealed class ListMetricDefinitionsHandler(IMetricRepository metrics, IEnvironmentRepository environments)
    : IRequestHandler<ListMetricDefinitions, Result<Page<MetricDefinition>>>
{
    public async Task<Result<Page<MetricDefinition>>> Handle(ListMetricDefinitions request, CancellationToken cancellationToken)
    {
        var environment = await environments.FilterAsync(request.EnvironmentKey, cancellationToken);
        if (!environment.IsOk)
        {
            return environment.Error;
        }

        var found = await metrics.ListAsync(environment.Value, request.Q, request.Page, cancellationToken);
        return request.Page.Cut(found, metric => new(metric.Key, metric.EnvironmentKey));
    }
}
