using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Environments;

/// <param name="Key">1 to 50 characters of a-z, 0-9 and "-". It cannot be changed later.</param>
/// <param name="Name">1 to 100 characters, for people.</param>
/// <param name="Description">At most 1000 characters.</param>
/// <param name="IsProtected">True: only admins change anything in it.</param>
public sealed record CreateEnvironment(string Key, string Name, string? Description = null, bool IsProtected = false)
    : IRequest<Result<DeploymentEnvironment>>, IChange, IRequireRole
{
    Role IRequireRole.RequiredRole => Role.Admin;
}

internal sealed class CreateEnvironmentValidator : AbstractValidator<CreateEnvironment>
{
    public CreateEnvironmentValidator()
    {
        RuleFor(c => c.Key).Must(DeploymentEnvironment.IsKey).WithMessage(DeploymentEnvironment.KeyRule);
        RuleFor(c => c.Name).Line(1, DeploymentEnvironment.NameMaxLength);
        RuleFor(c => c.Description).Paragraph(DeploymentEnvironment.DescriptionMaxLength);
    }
}

internal sealed class CreateEnvironmentHandler(IEnvironmentRepository environments, ChangeScope scope, TimeProvider time)
    : IRequestHandler<CreateEnvironment, Result<DeploymentEnvironment>>
{
    public async Task<Result<DeploymentEnvironment>> Handle(CreateEnvironment request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var environment = new DeploymentEnvironment
        {
            Id = Guid.CreateVersion7(now),
            Key = request.Key,
            Name = request.Name,
            Description = request.Description ?? "",
            IsProtected = request.IsProtected,
            CreatedAt = now,
        };
        if (!await environments.AddAsync(environment, cancellationToken))
        {
            return Error.Conflict($"There is an environment \"{request.Key}\" already. Choose another key.");
        }

        scope.Record(Change.Created(environment));
        return environment;
    }
}
