using System.Globalization;
using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using FeatureFlag.Application.Accounts;
using FeatureFlag.Domain.Users;
using Microsoft.IdentityModel.Tokens;

namespace FeatureFlag.Infrastructure.Security;

/// <summary>
/// JWTs that say who it is, when they signed in and, once the password was changed, since when: role and activity are read from the user's row on every request.
/// </summary>
public sealed class JwtAccessTokens(JwtOptions options, TimeProvider time) : IAccessTokens
{
    private const string PasswordClaim = "password_changed_at";

    private readonly SigningCredentials _credentials = new(options.Key, JwtOptions.Algorithm);
    private readonly JwtSecurityTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    public AccessToken Issue(User user)
    {
        var now = time.GetUtcNow();
        return Issue(user, new SignIn(now, PasswordMark(user)), now, DateTimeOffset.MaxValue);
    }

    public AccessToken? Renew(User user, SignIn signIn)
    {
        var (now, end) = (time.GetUtcNow(), signIn.At + options.Session);
        return now < end ? Issue(user, signIn, now, end) : null;
    }

    /// <summary>Whether a token of this user, which is valid by itself, was issued after the password was changed last.</summary>
    public static bool IsCurrent(ClaimsPrincipal token, User user) => token.FindFirst(PasswordClaim)?.Value == PasswordMark(user);

    /// <summary>What a valid token says of its sign-in; tokens of releases that did not renew any say only when they were issued.</summary>
    public static SignIn SignInOf(ClaimsPrincipal token)
    {
        var time = (token.FindFirst(JwtRegisteredClaimNames.AuthTime) ?? token.FindFirst(JwtRegisteredClaimNames.Iat))?.Value;
        return new(
            long.TryParse(time, CultureInfo.InvariantCulture, out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : DateTimeOffset.UnixEpoch,
            token.FindFirst(PasswordClaim)?.Value);
    }

    private AccessToken Issue(User user, SignIn signIn, DateTimeOffset now, DateTimeOffset end)
    {
        var expires = now + options.Lifetime;
        var token = _handler.CreateEncodedJwt(new SecurityTokenDescriptor
        {
            Issuer = options.Issuer,
            Audience = options.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (expires < end ? expires : end).UtcDateTime,
            Subject = new ClaimsIdentity(Claims(user, signIn)),
            SigningCredentials = _credentials,
        });
        return new AccessToken(token, user);
    }

    private static IEnumerable<Claim> Claims(User user, SignIn signIn)
    {
        yield return new(JwtRegisteredClaimNames.Sub, user.Id.ToString("D"));
        yield return new(
            JwtRegisteredClaimNames.AuthTime, signIn.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ClaimValueTypes.Integer64);
        if (signIn.PasswordMark is { } mark)
        {
            yield return new(PasswordClaim, mark, ClaimValueTypes.Integer64);
        }
    }

    /// <summary>Compared for being the same, not for which is later: clocks of nodes differ.</summary>
    private static string? PasswordMark(User user) => user.PasswordChangedAt?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}

/// <summary>How tokens are made and checked.</summary>
/// <param name="Secret">At least <see cref="MinSecretBytes"/> bytes of UTF-8.</param>
/// <param name="Issuer">Settings: <c>Auth:Issuer</c>.</param>
/// <param name="Audience">Settings: <c>Auth:Audience</c>.</param>
/// <param name="Lifetime">Settings: <c>Auth:TokenMinutes</c>.</param>
/// <param name="Session">Settings: <c>Auth:SessionHours</c>.</param>
public sealed record JwtOptions(string Secret, string Issuer, string Audience, TimeSpan Lifetime, TimeSpan Session)
{
    public const int MinSecretBytes = 32;
    public const string Algorithm = SecurityAlgorithms.HmacSha256;

    public SymmetricSecurityKey Key => new(System.Text.Encoding.UTF8.GetBytes(Secret));

    public TokenValidationParameters Validation(TimeProvider time) => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Audience,
        IssuerSigningKey = Key,
        ValidAlgorithms = [Algorithm],
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        LifetimeValidator = (notBefore, expires, _, _) =>
            time.GetUtcNow().UtcDateTime is var now && notBefore <= now.AddSeconds(5) && expires is { } end && now < end,
        NameClaimType = JwtRegisteredClaimNames.Sub,
    };

    /// <summary>Not even in a log of settings.</summary>
    public override string ToString() => $"{nameof(JwtOptions)} {{ Issuer = {Issuer}, Audience = {Audience}, Lifetime = {Lifetime}, Session = {Session} }}";
}
