using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Holdouts;

/// <summary>A new holdout in one environment. Fields left out: it hashes user_id, with a salt of its own, and no flag is linked.</summary>
public sealed record CreateHoldout : HoldoutFields, IRequest<Result<HoldoutUse>>, IChangeEnvironment
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

internal sealed class CreateHoldoutValidator : AbstractValidator<CreateHoldout>
{
    public CreateHoldoutValidator()
    {
        Include(new HoldoutFieldsValidator());
        RuleFor(h => h.Key).Must(Flag.IsKey).WithMessage(Flag.KeyRule);
        RuleFor(h => h.Name).Must(name => name.IsNamed).WithMessage("is required.");
        RuleFor(h => h.Percentage).Must(percentage => percentage.IsNamed).WithMessage("is required: say which share of the units is held out.");
    }
}

internal sealed class CreateHoldoutHandler(
    IHoldoutRepository holdouts, IExperimentRepository experiments, HoldoutLinks links, ChangeScope scope, TimeProvider time)
    : IRequestHandler<CreateHoldout, Result<HoldoutUse>>
{
    public async Task<Result<HoldoutUse>> Handle(CreateHoldout request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var holdout = request.ApplyTo(new()
        {
            Id = Guid.CreateVersion7(now),
            Run = await experiments.NextRunAsync(cancellationToken),
            EnvironmentId = scope.Environment.Id,
            EnvironmentKey = scope.Environment.Key,
            Key = request.Key,
            Name = request.Key,
            Share = default,
            Salt = $"{request.Key}.holdout", // not as a flag's: two hashes with one salt deal alike
            CreatedAt = now,
            UpdatedAt = now,
        });
        if (!await holdouts.AddAsync(holdout, cancellationToken))
        {
            return Error.Conflict(
                $"There is a holdout \"{holdout.Key}\" in \"{holdout.EnvironmentKey}\" already. Choose another key, or change that one with PUT /holdouts/{holdout.Key}.");
        }

        scope.Record(Change.Created(holdout));
        return await links.WriteAsync(holdout, [], [], cancellationToken) is { } refused ? refused : new HoldoutUse(holdout, []);
    }
}
