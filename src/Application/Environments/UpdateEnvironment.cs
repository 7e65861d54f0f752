using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Environments;

/// <summary>The fields of an environment that can be changed. Those that a body does not name keep their value.</summary>
public sealed record EnvironmentFields
{
    /// <summary>1 to 100 characters, for people.</summary>
    public Optional<string> Name { get; init; }

    /// <summary>At most 1000 characters.</summary>
    public Optional<string?> Description { get; init; }

    /// <summary>True: only admins change anything in it, from the next request on.</summary>
    public Optional<bool> IsProtected { get; init; }
}

/// <param name="Key">Which one.</param>
/// <param name="Fields">What to change.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record UpdateEnvironment(string Key, EnvironmentFields Fields, long? ExpectedVersion)
    : IRequest<Result<DeploymentEnvironment>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Admin;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(Key);
}

internal sealed class UpdateEnvironmentValidator : AbstractValidator<UpdateEnvironment>
{
    public UpdateEnvironmentValidator()
    {
        RuleFor(u => u.Fields.Name).Named("name").WhenNamed(name => name.Line(1, DeploymentEnvironment.NameMaxLength));
        RuleFor(u => u.Fields.Description).Named("description").WhenNamed(text => text.Paragraph(DeploymentEnvironment.DescriptionMaxLength));
    }
}

internal sealed class UpdateEnvironmentHandler(IEnvironmentRepository environments, ChangeScope scope)
    : IRequestHandler<UpdateEnvironment, Result<DeploymentEnvironment>>
{
    public async Task<Result<DeploymentEnvironment>> Handle(UpdateEnvironment request, CancellationToken cancellationToken)
    {
        var before = scope.Environment; // held, and its version one higher already, which is undone if nothing is recorded
        var version = before.Version - 1;
        if (request.ExpectedVersion is { } expected && expected != version)
        {
            return Error.VersionMismatch(version);
        }

        var after = before with
        {
            Name = request.Fields.Name.Or(before.Name),
            Description = request.Fields.Description.Or(before.Description) ?? "",
            IsProtected = request.Fields.IsProtected.Or(before.IsProtected),
        };
        if (after == before)
        {
            return before with { Version = version };
        }

        await environments.UpdateAsync(after, cancellationToken);
        scope.Record(Change.Updated(before, after));
        return after;
    }
}
