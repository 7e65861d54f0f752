using System.IdentityModel.Tokens.Jwt;
using FeatureFlag.Domain.Users;
using FeatureFlag.Infrastructure.Security;
using FeatureFlag.TestKit.Builders;
using Microsoft.Extensions.Time.Testing;

namespace FeatureFlag.Infrastructure.Tests.Security;

internal sealed class JwtAccessTokensTests
{
    private static readonly JwtOptions Options = new("0123456789abcdef0123456789abcdef", "featureflag", "featureflag", TimeSpan.FromMinutes(60));

    private static readonly User Ann = A.User() with { Role = Role.Admin };

    private readonly JwtSecurityToken _token = new(new JwtAccessTokens(Options, new FakeTimeProvider(A.Moment)).Issue(Ann).Token);

    [Test]
    public void Names_the_user_and_says_nothing_else_of_them() => Assert.That(
        _token.Claims.Select(claim => claim.Type), Is.EquivalentTo(new[] { "sub", "iss", "aud", "nbf", "exp", "iat" }));

    [Test]
    public void Names_the_user_by_id() => Assert.That(_token.Subject, Is.EqualTo(Ann.Id.ToString("D")));

    [Test]
    public void Ends_after_the_lifetime() => Assert.That(_token.ValidTo, Is.EqualTo(A.Moment.AddMinutes(60).UtcDateTime));

    [Test]
    public void Is_signed_with_one_fixed_algorithm() => Assert.That(_token.SignatureAlgorithm, Is.EqualTo("HS256"));

    [Test]
    public void Settings_do_not_print_the_secret() => Assert.That(Options.ToString(), Does.Not.Contain(Options.Secret));
}
