using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Accounts;

/// <summary>A new account; its role is always viewer until an admin changes it.</summary>
/// <param name="Email">ASCII; compared without regard to case.</param>
/// <param name="Password">8 to 100 characters, used exactly as given; the most common ones are refused.</param>
/// <param name="Name">1 to 100 characters.</param>
public sealed record Registration(string Email, string Password, string Name)
{
    /// <summary>For logs: a record would print all it holds, and MVC logs what it binds.</summary>
    public override string ToString() => nameof(Registration);
}

/// <summary>First the password is hashed, outside of any transaction, then <see cref="AddUser"/> adds the row.</summary>
/// <param name="Registration">As sent.</param>
/// <param name="Address">Where the request comes from.</param>
public sealed record Register(Registration Registration, string Address) : IRequest<Result<AccessToken>>, IPublic;

internal sealed class RegisterValidator : AbstractValidator<Register>
{
    public RegisterValidator()
    {
        RuleFor(r => r.Registration.Email).Named("email").Must(EmailAddress.IsValid).WithMessage(EmailAddress.Rule);
        RuleFor(r => r.Registration.Password).Named("password").NewPassword();
        RuleFor(r => r.Registration.Name).Named("name").Line(1, User.NameMaxLength);
    }
}

internal sealed class RegisterHandler(
    IPasswordHasher passwords, IAttemptLimiter limiter, IAccessTokens tokens, IMediator mediator, AccountOptions options)
    : IRequestHandler<Register, Result<AccessToken>>
{
    public async Task<Result<AccessToken>> Handle(Register request, CancellationToken cancellationToken)
    {
        if (!options.AllowRegistration)
        {
            return Error.Forbidden("Registration is switched off on this server. Ask an admin for an account.");
        }

        if (limiter.CountRegistration(request.Address) is { } refusal)
        {
            return refusal;
        }

        var (email, password, name) = request.Registration;
        var hash = await passwords.HashAsync(password, cancellationToken);
        if (!hash.IsOk)
        {
            return hash.Error;
        }

        var user = await mediator.Send(new AddUser(email, name, hash.Value, Role.Viewer), cancellationToken);
        return user.IsOk ? tokens.Issue(user.Value) : user.Error;
    }
}

/// <summary>Adds an account whose password is hashed already. Not reachable from outside.</summary>
internal sealed record AddUser(string Email, string Name, string PasswordHash, Role Role) : IRequest<Result<User>>, IChange, IPublic
{
    /// <summary>Without the hash.</summary>
    public override string ToString() => nameof(AddUser);
}

internal sealed class AddUserHandler(IUserRepository users, ChangeScope scope, TimeProvider time)
    : IRequestHandler<AddUser, Result<User>>
{
    public async Task<Result<User>> Handle(AddUser request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var user = new User
        {
            Id = Guid.CreateVersion7(now),
            Email = request.Email,
            Name = request.Name,
            PasswordHash = request.PasswordHash,
            Role = request.Role,
            CreatedAt = now,
        };
        if (!await users.AddAsync(user, cancellationToken))
        {
            return Error.Conflict("There is an account with this e-mail address already. Sign in, or use another address.");
        }

        scope.ActAs(Actor.Of(user));
        scope.Record(Change.Created(user));
        return user;
    }
}
