using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Accounts;

/// <summary>What a person signs in with.</summary>
/// <param name="Email">The account's address, in any case.</param>
/// <param name="Password">Exactly as it was set.</param>
public sealed record Credentials(string Email, string Password)
{
    /// <summary>For logs: a record would print all it holds, and MVC logs what it binds.</summary>
    public override string ToString() => nameof(Credentials);
}

/// <param name="Credentials">As sent.</param>
/// <param name="Address">Where the request comes from.</param>
public sealed record Login(Credentials Credentials, string Address) : IRequest<Result<AccessToken>>, IPublic;

internal sealed class LoginValidator : AbstractValidator<Login>
{
    public LoginValidator()
    {
        RuleFor(l => l.Credentials.Email).Named("email").Must(email => email.Length <= EmailAddress.MaxLength).WithMessage(EmailAddress.Rule);
        RuleFor(l => l.Credentials.Password).Named("password").Must(password => password.Length <= Passwords.MaxLength)
            .WithMessage($"must be at most {Passwords.MaxLength} characters.");
    }
}

/// <summary>A wrong password, an unknown address and a disabled account give the same answer in the same time.</summary>
internal sealed class LoginHandler(IUserRepository users, IPasswordHasher passwords, IAttemptLimiter limiter, IAccessTokens tokens)
    : IRequestHandler<Login, Result<AccessToken>>
{
    public async Task<Result<AccessToken>> Handle(Login request, CancellationToken cancellationToken)
    {
        var ((email, password), address) = request;
        var account = EmailAddress.Normalize(email);
        if (limiter.CheckLogin(account, address) is { } refusal)
        {
            return refusal;
        }

        var user = EmailAddress.IsValid(email) ? await users.FindByEmailAsync(email, cancellationToken) : null;
        var verdict = await passwords.VerifyAsync(password, user?.PasswordHash, cancellationToken);
        if (!verdict.IsOk)
        {
            return verdict.Error;
        }

        if (verdict.Value == PasswordVerdict.Wrong || user is not { IsActive: true })
        {
            limiter.LoginFailed(account, address);
            return Error.Unauthenticated("E-mail address or password is wrong, or the account is disabled.");
        }

        if (verdict.Value == PasswordVerdict.RightButOutdated)
        {
            await RehashAsync(user, password, cancellationToken);
        }

        return tokens.Issue(user);
    }

    /// <summary>Not a change that people made, so not in their history; if it cannot be done now, the next sign-in does it.</summary>
    private async Task RehashAsync(User user, string password, CancellationToken cancellationToken)
    {
        var hash = await passwords.HashAsync(password, cancellationToken);
        if (hash.IsOk)
        {
            await users.ReplacePasswordHashAsync(user.Id, user.PasswordHash, hash.Value, cancellationToken);
        }
    }
}
