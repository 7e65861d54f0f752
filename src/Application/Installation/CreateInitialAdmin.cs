using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Installation;

/// <summary>While there are no users at all: makes the first admin. Otherwise: nothing, and the answer is null.</summary>
public sealed record CreateInitialAdmin(string? Email, string? Password) : IRequest<Result<InitialAdmin?>>, IRequireRole
{
    public Role RequiredRole => Role.Admin;

    /// <summary>Without the password.</summary>
    public override string ToString() => nameof(CreateInitialAdmin);
}

/// <param name="Email">How to sign in.</param>
/// <param name="GeneratedPassword">To be shown once; null if the password was configured.</param>
public sealed record InitialAdmin(string Email, string? GeneratedPassword);

internal sealed class CreateInitialAdminValidator : AbstractValidator<CreateInitialAdmin>
{
    public CreateInitialAdminValidator()
    {
        RuleFor(c => c.Email).Must(email => email is null || EmailAddress.IsValid(email)).WithMessage(EmailAddress.Rule);
        When(c => c.Password is not null, () => RuleFor(c => c.Password).NewPassword());
    }
}

internal sealed class CreateInitialAdminHandler(IUserRepository users, IPasswordHasher passwords, IMediator mediator)
    : IRequestHandler<CreateInitialAdmin, Result<InitialAdmin?>>
{
    private const string DefaultEmail = "admin@localhost";

    public async Task<Result<InitialAdmin?>> Handle(CreateInitialAdmin request, CancellationToken cancellationToken)
    {
        if (await users.AnyAsync(cancellationToken))
        {
            return (InitialAdmin?)null;
        }

        var generated = request.Password is null ? Passwords.Random() : null;
        var hash = await passwords.HashAsync(request.Password ?? generated!, cancellationToken);
        if (!hash.IsOk)
        {
            return hash.Error;
        }

        // Two nodes that start at once: the database lets one of them in, and only that one says the password.
        var email = request.Email ?? DefaultEmail;
        var added = await mediator.Send(new AddUser(email, "Admin", hash.Value, Role.Admin), cancellationToken);
        return added.IsOk ? new InitialAdmin(email, generated) : (InitialAdmin?)null;
    }
}
