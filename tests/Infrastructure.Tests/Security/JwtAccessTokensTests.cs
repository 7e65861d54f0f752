using System.IdentityModel.Tokens.Jwt;
using System.Security.Claims;
using FeatureFlag.Domain.Users;
using FeatureFlag.Infrastructure.Security;
using FeatureFlag.TestKit.Builders;
using Microsoft.Extensions.Time.Testing;

namespace FeatureFlag.Infrastructure.Tests.Security;

internal sealed class JwtAccessTokensTests
{
    private static readonly JwtOptions Options = new("0123456789abcdef0123456789abcdef", "featureflag", "featureflag", TimeSpan.FromMinutes(60), TimeSpan.FromHours(12));

    private static readonly User Ann = A.User() with { Role = Role.Admin };

    private readonly JwtSecurityToken _token = new(new JwtAccessTokens(Options, new FakeTimeProvider(A.Moment)).Issue(Ann).Token);

    [Test]
    public void Names_the_user_and_says_nothing_else_of_them() => Assert.That(
        _token.Claims.Select(claim => claim.Type), Is.EquivalentTo(new[] { "sub", "auth_time", "iss", "aud", "nbf", "exp", "iat" }));

    [Test]
    public void Names_the_user_by_id() => Assert.That(_token.Subject, Is.EqualTo(Ann.Id.ToString("D")));

    [Test]
    public void Ends_after_the_lifetime() => Assert.That(_token.ValidTo, Is.EqualTo(A.Moment.AddMinutes(60).UtcDateTime));

    [Test]
    public void Lives_as_long_again_when_renewed() =>
        Assert.That(RenewedAfter(3)!.ValidTo, Is.EqualTo(A.Moment.AddHours(4).UtcDateTime));

    [Test]
    public void Keeps_the_time_of_the_sign_in_when_renewed() =>
        Assert.That(JwtAccessTokens.SignInOf(Principal(RenewedAfter(3)!)).At, Is.EqualTo(A.Moment));

    [Test]
    public void Ends_with_the_session_when_that_comes_first() =>
        Assert.That(RenewedAfter(11.5)!.ValidTo, Is.EqualTo(A.Moment.AddHours(12).UtcDateTime));

    [Test]
    public void Is_not_renewed_once_the_session_is_over() => Assert.That(RenewedAfter(12), Is.Null);

    [Test]
    public void Is_not_renewed_with_a_password_that_was_set_meanwhile()
    {
        var changed = Ann with { PasswordChangedAt = A.Moment };
        var token = new JwtAccessTokens(Options, new FakeTimeProvider(A.Moment)).Renew(changed, JwtAccessTokens.SignInOf(Principal(_token)))!;

        Assert.That(JwtAccessTokens.IsCurrent(Principal(new(token.Token)), changed), Is.False);
    }

    [Test]
    public void Counts_from_its_own_time_where_it_tells_none_of_a_sign_in()
    {
        var old = new ClaimsPrincipal(new ClaimsIdentity([new Claim("iat", "1700000000")]));

        Assert.That(JwtAccessTokens.SignInOf(old).At, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)));
    }

    [Test]
    public void Is_signed_with_one_fixed_algorithm() => Assert.That(_token.SignatureAlgorithm, Is.EqualTo("HS256"));

    [Test]
    public void Settings_do_not_print_the_secret() => Assert.That(Options.ToString(), Does.Not.Contain(Options.Secret));

    private JwtSecurityToken? RenewedAfter(double hours)
    {
        var later = new JwtAccessTokens(Options, new FakeTimeProvider(A.Moment.AddHours(hours)));
        return later.Renew(Ann, JwtAccessTokens.SignInOf(Principal(_token))) is { } renewed ? new(renewed.Token) : null;
    }

    private static ClaimsPrincipal Principal(JwtSecurityToken token) => new(new ClaimsIdentity(token.Claims));
}
