using System.Collections.Concurrent;
using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace FeatureFlag.Infrastructure.Security;

/// <summary>
/// Tokens that open the change stream of one environment and nothing else: they stand in URLs, as browsers cannot send headers
/// with an event stream. Signed with a key of their own, derived from the server's secret, so all nodes accept them, and
/// neither they nor access tokens pass for the other.
/// </summary>
public sealed class StreamTokens(JwtOptions options, TimeProvider time)
{
    private const string Audience = "featureflag-streams";
    private const string Type = "stream+jwt";
    private const string EnvironmentClaim = "environment";

    /// <summary>
    /// Tokens of one window are the same, so a client that asks again gets the URL that it is connected to, and stays
    /// connected. They are valid until the end of the next window: for one to two windows, to connect; what is open stays open.
    /// </summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private readonly JwtSecurityTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false, MapInboundClaims = false };
    private readonly SymmetricSecurityKey _key = new(
        HKDF.DeriveKey(HashAlgorithmName.SHA256, options.Key.Key, JwtOptions.MinSecretBytes, info: "featureflag stream tokens"u8.ToArray()));

    private volatile Issued _issued = new(0);

    /// <param name="keyId">Of the SDK key that asks.</param>
    /// <param name="environmentId">That it opens.</param>
    public string Issue(Guid keyId, Guid environmentId)
    {
        var window = time.GetUtcNow().UtcTicks / Window.Ticks;
        if (_issued is var issued && issued.Window != window)
        {
            _issued = issued = new(window); // forgets those of the last window
        }

        return issued.Tokens.GetOrAdd((keyId, environmentId), Sign, window);
    }

    /// <param name="token">Whatever was sent.</param>
    /// <returns>Null: it is forged, expired or of another kind.</returns>
    public async Task<StreamScope?> ReadAsync(string token)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = options.Issuer,
            ValidAudience = Audience,
            ValidTypes = [Type],
            IssuerSigningKey = _key,
            ValidAlgorithms = [JwtOptions.Algorithm],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            LifetimeValidator = (_, expires, _, _) => time.GetUtcNow().UtcDateTime < expires,
        });
        return result.IsValid
            && Guid.TryParseExact(result.ClaimsIdentity.FindFirst(JwtRegisteredClaimNames.Sub)?.Value, "D", out var keyId)
            && Guid.TryParseExact(result.ClaimsIdentity.FindFirst(EnvironmentClaim)?.Value, "D", out var environmentId)
                ? new(keyId, environmentId)
                : null;
    }

    private string Sign((Guid KeyId, Guid EnvironmentId) scope, long window) => _handler.CreateEncodedJwt(new SecurityTokenDescriptor
    {
        Issuer = options.Issuer,
        Audience = Audience,
        TokenType = Type,
        Expires = new DateTime((window + 2) * Window.Ticks, DateTimeKind.Utc),
        Subject = new ClaimsIdentity(
        [
            new Claim(JwtRegisteredClaimNames.Sub, scope.KeyId.ToString("D")), new Claim(EnvironmentClaim, scope.EnvironmentId.ToString("D")),
        ]),
        SigningCredentials = new(_key, JwtOptions.Algorithm),
    });

    /// <summary>What one window gave out: as many as there are SDK keys in use.</summary>
    private sealed class Issued(long window)
    {
        public long Window => window;

        public ConcurrentDictionary<(Guid KeyId, Guid EnvironmentId), string> Tokens { get; } = new();
    }
}

/// <summary>What a stream token opens.</summary>
/// <param name="KeyId">The SDK key that it was made for; the stream lives as long as this key.</param>
/// <param name="EnvironmentId">Whose changes are told.</param>
public sealed record StreamScope(Guid KeyId, Guid EnvironmentId);
