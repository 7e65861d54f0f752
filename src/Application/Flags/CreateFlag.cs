using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Flags;

/// <summary>A new flag in one environment. Fields left out: type boolean, disabled, rollout 0, salt as the key.</summary>
public sealed record CreateFlag : FlagFields, IRequest<Result<Flag>>, IChangeEnvironment
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

internal sealed class CreateFlagValidator : AbstractValidator<CreateFlag>
{
    public CreateFlagValidator()
    {
        Include(new FlagFieldsValidator());
        RuleFor(f => f.Key).Must(Flag.IsKey).WithMessage(Flag.KeyRule);
        RuleFor(f => f.Name).Must(name => name.IsNamed).WithMessage("is required.");
    }
}

internal sealed class CreateFlagHandler(IFlagRepository flags, ChangeScope scope, TimeProvider time)
    : IRequestHandler<CreateFlag, Result<Flag>>
{
    public async Task<Result<Flag>> Handle(CreateFlag request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var flag = request.ToChanges().ApplyTo(new()
        {
            Id = Guid.CreateVersion7(now),
            EnvironmentId = scope.Environment.Id,
            EnvironmentKey = scope.Environment.Key,
            Key = request.Key,
            Name = request.Key,
            Type = FlagType.Boolean,
            Salt = request.Key,
            CreatedAt = now,
            UpdatedAt = now,
        });
        if (!await flags.AddAsync(flag, cancellationToken))
        {
            return Error.Conflict(
                $"There is a flag \"{flag.Key}\" in \"{flag.EnvironmentKey}\" already. Choose another key, or change that one with PUT /flags/{flag.Key}.");
        }

        scope.Record(Change.Created(flag));
        return flag;
    }
}
