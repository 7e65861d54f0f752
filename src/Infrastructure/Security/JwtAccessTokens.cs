using System.Globalization;
using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using FeatureFlag.Application.Accounts;
using FeatureFlag.Domain.Users;
using Microsoft.IdentityModel.Tokens;

namespace FeatureFlag.Infrastructure.Security;

/// <summary>
/// JWTs that say who it is and, once the password was changed, since when: role and activity are read from the user's row on every request.
/// </summary>
public sealed class JwtAccessTokens(JwtOptions options, TimeProvider time) : IAccessTokens
{
    private const string PasswordClaim = "password_changed_at";

    private readonly SigningCredentials _credentials = new(options.Key, JwtOptions.Algorithm);
    private readonly JwtSecurityTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };

    public AccessToken Issue(User user)
    {
        var now = time.GetUtcNow();
        var token = _handler.CreateEncodedJwt(new SecurityTokenDescriptor
        {
            Issuer = options.Issuer,
            Audience = options.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = now.UtcDateTime + options.Lifetime,
            Subject = new ClaimsIdentity(Claims(user)),
            SigningCredentials = _credentials,
        });
        return new AccessToken(token, user);
    }

    /// <summary>Whether a token of this user, which is valid by itself, was issued after the password was changed last.</summary>
    public static bool IsCurrent(ClaimsPrincipal token, User user) => token.FindFirst(PasswordClaim)?.Value == PasswordMark(user);

    private static IEnumerable<Claim> Claims(User user)
    {
        yield return new(JwtRegisteredClaimNames.Sub, user.Id.ToString("D"));
        if (PasswordMark(user) is { } mark)
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
public sealed record JwtOptions(string Secret, string Issuer, string Audience, TimeSpan Lifetime)
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
    public override string ToString() => $"{nameof(JwtOptions)} {{ Issuer = {Issuer}, Audience = {Audience}, Lifetime = {Lifetime} }}";
}
