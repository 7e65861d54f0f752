using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Layers;

/// <summary>By key, then environment key. Null fields do not filter.</summary>
public sealed record ListLayers(string? EnvironmentKey, string? Q, PageRequest Page) : IRequest<Result<Page<LayerOccupancy>>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class ListLayersValidator : AbstractValidator<ListLayers>
{
    public ListLayersValidator() => RuleFor(l => l.Q).Paragraph(Flag.NameMaxLength);
}

internal sealed class ListLayersHandler(ILayerRepository layers, IExperimentRepository experiments, IEnvironmentRepository environments)
    : IRequestHandler<ListLayers, Result<Page<LayerOccupancy>>>
{
    public async Task<Result<Page<LayerOccupancy>>> Handle(ListLayers request, CancellationToken cancellationToken)
    {
        var environment = await environments.FilterAsync(request.EnvironmentKey, cancellationToken);
        if (!environment.IsOk)
        {
            return environment.Error;
        }

        var found = await layers.ListAsync(environment.Value, request.Q, request.Page, cancellationToken);
        var running = await experiments.ListRunningAsync(environment.Value, cancellationToken);
        var page = request.Page.Cut(found, layer => new(layer.Key, layer.EnvironmentKey));
        return new Page<LayerOccupancy>([.. page.Items.Select(layer => LayerOccupancy.Of(layer, running))], page.NextCursor);
    }
}
