using System.IdentityModel.Tokens.Jwt;
using FeatureFlag.Infrastructure.Security;
using FeatureFlag.TestKit.Builders;
using Microsoft.Extensions.Time.Testing;

namespace FeatureFlag.Infrastructure.Tests.Security;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class StreamTokensTests
{
    private static readonly JwtOptions Options = new("0123456789abcdef0123456789abcdef", "featureflag", "featureflag", TimeSpan.FromMinutes(60), TimeSpan.FromHours(12));
    private static readonly StreamScope Scope = new(Guid.CreateVersion7(A.Moment), Guid.CreateVersion7(A.Moment));

    private readonly FakeTimeProvider _time = new(new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero));
    private readonly StreamTokens _tokens;

    public StreamTokensTests() => _tokens = new(Options, _time);

    [Test]
    public async Task Name_the_key_and_the_environment() => Assert.That(await _tokens.ReadAsync(Issue()), Is.EqualTo(Scope));

    [Test]
    public async Task Are_taken_by_every_node() => Assert.That(await new StreamTokens(Options, _time).ReadAsync(Issue()), Is.EqualTo(Scope));

    [Test]
    public void Stay_the_same_for_a_window_so_that_clients_stay_connected()
    {
        var first = Issue();
        _time.Advance(StreamTokens.Window - TimeSpan.FromSeconds(1));
        Assert.That(Issue(), Is.EqualTo(first));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(Issue(), Is.Not.EqualTo(first));
    }

    [TestCase(0, 30)]
    [TestCase(14, 16)]
    public async Task Hold_until_the_end_of_the_next_window(int minutesIntoIt, int minutesLeft)
    {
        _time.Advance(TimeSpan.FromMinutes(minutesIntoIt));
        var token = Issue();
        _time.Advance(TimeSpan.FromMinutes(minutesLeft) - TimeSpan.FromSeconds(1));
        Assert.That(await _tokens.ReadAsync(token), Is.Not.Null);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await _tokens.ReadAsync(token), Is.Null);
    }

    [Test]
    public void Differ_from_key_to_key() => Assert.That(_tokens.Issue(Scope.EnvironmentId, Scope.EnvironmentId), Is.Not.EqualTo(Issue()));

    [Test]
    public void Have_an_audience_and_a_type_of_their_own()
    {
        var token = new JwtSecurityToken(Issue());

        Assert.That(token.Audiences, Is.EqualTo(new[] { "featureflag-streams" }));
        Assert.That(token.Header.Typ, Is.EqualTo("stream+jwt"));
    }

    [Test]
    public async Task Are_not_tokens_of_people() =>
        Assert.That(await _tokens.ReadAsync(new JwtAccessTokens(Options, _time).Issue(A.User()).Token), Is.Null);

    private string Issue() => _tokens.Issue(Scope.KeyId, Scope.EnvironmentId);
}
