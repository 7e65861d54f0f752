using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Layers;

/// <param name="EnvironmentKey">Where.</param>
/// <param name="Key">Which layer.</param>
/// <param name="Fields">What to change.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record UpdateLayer(string EnvironmentKey, string Key, LayerFields Fields, long? ExpectedVersion)
    : IRequest<Result<LayerOccupancy>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Developer;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(EnvironmentKey);
}

internal sealed class UpdateLayerValidator : AbstractValidator<UpdateLayer>
{
    public UpdateLayerValidator() => RuleFor(u => u.Fields).Named("").SetValidator(new LayerFieldsValidator());
}

internal sealed class UpdateLayerHandler(ILayerRepository layers, IExperimentRepository experiments, ChangeScope scope, TimeProvider time)
    : IRequestHandler<UpdateLayer, Result<LayerOccupancy>>
{
    public async Task<Result<LayerOccupancy>> Handle(UpdateLayer request, CancellationToken cancellationToken)
    {
        if (await layers.FindAsync(scope.Environment.Id, request.Key, cancellationToken) is not { } before)
        {
            return LayerErrors.NotFound(request.Key, scope.Environment.Key);
        }

        if (request.ExpectedVersion is { } expected && expected != before.Version)
        {
            return Error.VersionMismatch(before.Version);
        }

        var running = await experiments.ListRunningAsync(before.EnvironmentId, cancellationToken);
        var after = before.Update(request.Fields.ApplyTo(before), time.GetUtcNow());
        if ((after.Salt != before.Salt || after.BucketBy != before.BucketBy)
            && LayerErrors.InUse(after.Key, running, "While it runs, salt and bucket_by of the layer cannot change. Stop it first, or make another layer.") is { } inUse)
        {
            return inUse;
        }

        if (!ReferenceEquals(after, before))
        {
            if (!await layers.UpdateAsync(after, cancellationToken))
            {
                return Error.VersionMismatch(after.Version);
            }

            scope.Record(Change.Updated(before, after));
        }

        return LayerOccupancy.Of(after, running);
    }
}
