using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Layers;

/// <summary>A new layer in one environment. Fields left out: it hashes user_id, with a salt of its own.</summary>
public sealed record CreateLayer : LayerFields, IRequest<Result<LayerOccupancy>>, IChangeEnvironment
{
    /// <summary>1 to 100 characters of a-z, 0-9 and "-", after the first also "." and "_". It cannot be changed later.</summary>
    public required string Key { get; init; }

    /// <summary>The environment, by its id …</summary>
    public Guid? EnvironmentId { get; init; }

    /// <summary>… or by its key.</summary>
    public string? EnvironmentKey { get; init; }

    Role IRequireRole.RequiredRole => Role.Developer;

    EnvironmentReference IChangeEnvironment.Environment => new(EnvironmentId, EnvironmentKey);
}

internal sealed class CreateLayerValidator : AbstractValidator<CreateLayer>
{
    public CreateLayerValidator()
    {
        Include(new LayerFieldsValidator());
        RuleFor(l => l.Key).Must(Flag.IsKey).WithMessage(Flag.KeyRule);
        RuleFor(l => l.Name).Must(name => name.IsNamed).WithMessage("is required.");
    }
}

internal sealed class CreateLayerHandler(ILayerRepository layers, ChangeScope scope, TimeProvider time)
    : IRequestHandler<CreateLayer, Result<LayerOccupancy>>
{
    public async Task<Result<LayerOccupancy>> Handle(CreateLayer request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var layer = request.ApplyTo(new()
        {
            Id = Guid.CreateVersion7(now),
            EnvironmentId = scope.Environment.Id,
            EnvironmentKey = scope.Environment.Key,
            Key = request.Key,
            Name = request.Key,
            Salt = $"{request.Key}.layer", // not as a flag's: two hashes with one salt deal alike
            CreatedAt = now,
            UpdatedAt = now,
        });
        if (!await layers.AddAsync(layer, cancellationToken))
        {
            return Error.Conflict(
                $"There is a layer \"{layer.Key}\" in \"{layer.EnvironmentKey}\" already. Choose another key, or change that one with PUT /layers/{layer.Key}.");
        }

        scope.Record(Change.Created(layer));
        return LayerOccupancy.Of(layer, []);
    }
}
