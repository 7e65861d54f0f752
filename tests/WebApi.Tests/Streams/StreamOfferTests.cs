using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.Infrastructure.Security;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.WebApi.Streams;
using Microsoft.AspNetCore.Http;

namespace FeatureFlag.WebApi.Tests.Streams;

internal sealed class StreamOfferTests
{
    private static readonly StreamTokens Tokens = new(new("0123456789abcdef0123456789abcdef", "i", "a", TimeSpan.FromHours(1), TimeSpan.FromHours(12)), TimeProvider.System);
    private static readonly SdkKeyEntry Key = new() { Id = Guid.CreateVersion7(A.Moment), Kind = SdkKeyKind.Client, SecretHash = "" };

    [TestCase(null, "http", "localhost:8000", "http://localhost:8000/ofrep/v1/streams?token=")]
    [TestCase(null, "https", "flags.example.com", "https://flags.example.com/ofrep/v1/streams?token=")]
    [TestCase("https://public.example", "http", "10.0.0.7", "https://public.example/ofrep/v1/streams?token=")]
    public void Is_an_absolute_address(string? origin, string scheme, string host, string expected) =>
        Assert.That(Of(origin, scheme, host), Does.StartWith(expected));

    [Test]
    public void Needs_no_escaping() => Assert.That(Of(null, "http", "localhost"), Does.Match(@"\A[A-Za-z0-9:/.?=_-]+\z"));

    [Test]
    public async Task Opens_the_environment_of_the_key()
    {
        var snapshot = A.Snapshot();
        var url = new StreamOffer(Tokens, new()).Of(Context("http", "x"), Key, snapshot);

        Assert.That(await Tokens.ReadAsync(url.Split('=')[1]), Is.EqualTo(new StreamScope(Key.Id, snapshot.EnvironmentId)));
    }

    private static string Of(string? origin, string scheme, string host) =>
        new StreamOffer(Tokens, new() { PublicOrigin = origin }).Of(Context(scheme, host), Key, A.Snapshot());

    private static DefaultHttpContext Context(string scheme, string host) => new() { Request = { Scheme = scheme, Host = new(host) } };
}
