using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Accounts;

/// <summary>A new password for one's own account.</summary>
/// <param name="CurrentPassword">The one that holds until now.</param>
/// <param name="NewPassword">8 to 100 characters, used exactly as given; the most common ones are refused.</param>
public sealed record PasswordChange(string CurrentPassword, string NewPassword)
{
    /// <summary>For logs: a record would print all it holds, and MVC logs what it binds.</summary>
    public override string ToString() => nameof(PasswordChange);
}

/// <summary>First passwords are checked and hashed, outside of any transaction, then <see cref="ReplacePassword"/> writes the row.</summary>
/// <param name="Passwords">As sent.</param>
/// <param name="Address">Where the request comes from.</param>
public sealed record ChangePassword(PasswordChange Passwords, string Address) : IRequest<Result<AccessToken>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class ChangePasswordValidator : AbstractValidator<ChangePassword>
{
    public ChangePasswordValidator()
    {
        RuleFor(c => c.Passwords.CurrentPassword).Named("current_password").Must(password => password.Length <= Accounts.Passwords.MaxLength)
            .WithMessage($"must be at most {Accounts.Passwords.MaxLength} characters.");
        RuleFor(c => c.Passwords.NewPassword).Named("new_password").NewPassword();
    }
}

/// <summary>A wrong current password counts as a failed sign-in: a token that was left somewhere is no way to guess it.</summary>
internal sealed class ChangePasswordHandler(
    IUserRepository users, IPasswordHasher passwords, IAttemptLimiter limiter, IAccessTokens tokens, ICurrentActor current, IMediator mediator)
    : IRequestHandler<ChangePassword, Result<AccessToken>>
{
    public async Task<Result<AccessToken>> Handle(ChangePassword request, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(current.Actor!.Id!.Value, cancellationToken) is not { } user)
        {
            return Error.Unauthenticated("This account is gone.");
        }

        if (await RefusalAsync(user, request.Passwords.CurrentPassword, request.Address, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var hash = await passwords.HashAsync(request.Passwords.NewPassword, cancellationToken);
        if (!hash.IsOk)
        {
            return hash.Error;
        }

        var changed = await mediator.Send(new ReplacePassword(user.Id, user.PasswordHash, hash.Value), cancellationToken);
        return changed.IsOk ? tokens.Issue(changed.Value) : changed.Error;
    }

    private async Task<Error?> RefusalAsync(User user, string password, string address, CancellationToken cancellationToken)
    {
        var account = EmailAddress.Normalize(user.Email);
        if (limiter.CheckLogin(account, address) is { } refusal)
        {
            return refusal;
        }

        var verdict = await passwords.VerifyAsync(password, user.PasswordHash, cancellationToken);
        if (!verdict.IsOk)
        {
            return verdict.Error;
        }

        if (verdict.Value == PasswordVerdict.Wrong)
        {
            limiter.LoginFailed(account, address);
            return Error.Invalid("current_password", "is wrong.");
        }

        return null;
    }
}

/// <summary>Writes a password that is hashed already. Not reachable from outside.</summary>
internal sealed record ReplacePassword(Guid Id, string OldHash, string NewHash) : IRequest<Result<User>>, IChange, IRequireRole
{
    public Role RequiredRole => Role.Viewer;

    /// <summary>Without the hashes.</summary>
    public override string ToString() => nameof(ReplacePassword);
}

internal sealed class ReplacePasswordHandler(IUserRepository users, ChangeScope scope, TimeProvider time)
    : IRequestHandler<ReplacePassword, Result<User>>
{
    public async Task<Result<User>> Handle(ReplacePassword request, CancellationToken cancellationToken)
    {
        if (await users.FindForUpdateAsync(request.Id, cancellationToken) is not { } before || before.PasswordHash != request.OldHash)
        {
            return Error.Conflict("The account was changed at the same moment. Try again.");
        }

        var after = before with { PasswordHash = request.NewHash, PasswordChangedAt = time.GetUtcNow() };
        await users.UpdateAsync(after, cancellationToken);
        scope.Record(Change.Updated(before, after));
        return after;
    }
}
