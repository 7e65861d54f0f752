using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using FluentValidation.Results;
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

    internal Flag ToFlag(Guid environmentId, string environmentKey, DateTimeOffset now) => ApplyTo(
        new()
        {
            Id = Guid.CreateVersion7(now),
            EnvironmentId = environmentId,
            EnvironmentKey = environmentKey,
            Key = Key,
            Name = Key,
            Type = Domain.Flags.FlagType.Boolean,
            Salt = Key,
            CreatedAt = now,
            UpdatedAt = now,
        },
        now);
}

internal sealed class CreateFlagValidator : AbstractValidator<CreateFlag>
{
    private readonly TimeProvider _time;

    public CreateFlagValidator(TimeProvider time)
    {
        _time = time;
        Include(new FlagFieldsValidator());
        RuleFor(f => f.Key).Must(Flag.IsKey).WithMessage(Flag.KeyRule);
        RuleFor(f => f.Name).Must(name => name.IsNamed).WithMessage("is required.");
        When(IsMultivariate, () =>
        {
            RuleFor(f => f.Variants).Must(variants => variants.IsNamed).WithMessage("is required: a multivariate flag needs its variants.");
            RuleFor(f => f.ValueType).Must(type => type.IsNamed).WithMessage("is required: say of which type the variants' values are.");
        });
    }

    /// <summary>What is already wrong here never gets as far as <see cref="FlagWriter"/>; this adds what that one would say.</summary>
    public override ValidationResult Validate(ValidationContext<CreateFlag> context)
    {
        var result = base.Validate(context);
        var flag = context.InstanceToValidate;
        if (!result.IsValid && (!IsMultivariate(flag) || (flag.Variants.IsNamed && flag.ValueType.IsNamed)))
        {
            result.Errors.AddRange(
                from problem in FlagCheck.Check(flag.ToFlag(Guid.Empty, "", _time.GetUtcNow())).ByPath()
                from message in problem.Value
                select new ValidationFailure(problem.Key, message));
        }

        return result;
    }

    private static bool IsMultivariate(CreateFlag flag) => FlagTypes.Parse(flag.FlagType.Value) == FlagType.Multivariate;
}

internal sealed class CreateFlagHandler(FlagWriter writer, ChangeScope scope, TimeProvider time) : IRequestHandler<CreateFlag, Result<Flag>>
{
    public Task<Result<Flag>> Handle(CreateFlag request, CancellationToken cancellationToken) =>
        writer.AddAsync(request.ToFlag(scope.Environment.Id, scope.Environment.Key, time.GetUtcNow()), cancellationToken);
}
