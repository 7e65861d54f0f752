using FeatureFlag.Application.Snapshots;
using FeatureFlag.Application.Streams;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.Infrastructure.Security;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.WebApi.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FeatureFlag.WebApi.Tests.Streams;

/// <summary>A server whose memory the test fills itself, without the database: then it says what was published, and when.</summary>
internal sealed class StreamServer : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly DeploymentEnvironment _environment = A.Environment("streamed") with { Id = Guid.CreateVersion7(A.Moment) };
    private readonly List<SdkKeyEntry> _keys = [];

    private StreamServer(TestServerApp app) => App = app;

    public TestServerApp App { get; }

    public long Version { get; private set; }

    /// <summary>The version that the server answers from.</summary>
    public long Current => Store.VersionOf(_environment.Id);

    public Guid EnvironmentId => _environment.Id;

    public StreamHub Hub => App.Services.GetRequiredService<StreamHub>();

    public StreamTokens Tokens => App.Services.GetRequiredService<StreamTokens>();

    private SnapshotStore Store => App.Services.GetRequiredService<SnapshotStore>();

    public static async Task<StreamServer> StartAsync(params string[] settings)
    {
        var server = new StreamServer(await TestServerApp.StartAsync(["--Snapshots:PollMilliseconds=60000", .. settings]));
        server.Publish();
        return server;
    }

    public long Publish()
    {
        lock (_lock)
        {
            Version++;
            Store.Publish(new(A.Configuration(_environment with { Version = Version }, A.Flag()) with { SdkKeys = [.. _keys] }));
            return Version;
        }
    }

    /// <summary>A key that is valid from now on, and its secret.</summary>
    public (SdkKeyEntry Key, string Secret) AddKey(SdkKeyKind kind = SdkKeyKind.Server, DateTimeOffset? expiresAt = null)
    {
        var secret = SdkKeySecret.Create(kind);
        var key = new SdkKeyEntry { Id = Guid.CreateVersion7(A.Moment), Kind = kind, SecretHash = SdkKeySecret.Hash(secret), ExpiresAt = expiresAt };
        _keys.Add(key);
        Publish();
        return (key, secret);
    }

    public void Replace(SdkKeyEntry key, SdkKeyEntry? by)
    {
        _keys.RemoveAll(other => other.Id == key.Id);
        _keys.AddRange(by is null ? [] : [by]);
        Publish();
    }

    /// <summary>As after a restore of the database.</summary>
    public void GoBack()
    {
        Store.KeepOnly(new HashSet<Guid>());
        Version -= 2;
        Publish();
    }

    /// <summary>Where a browser with this key would connect.</summary>
    public string OfrepTarget(SdkKeyEntry key) => $"/ofrep/v1/streams?token={Tokens.Issue(key.Id, EnvironmentId)}";

    public Task<EventReader> OpenOfrepAsync(SdkKeyEntry key, long? lastId = null) => EventReader.OpenAsync(App.Address, OfrepTarget(key), lastId);

    public Task<EventReader> OpenSdkAsync(string secret, long? lastId = null) =>
        EventReader.OpenAsync(App.Address, "/sdk/stream", lastId, $"Authorization: Bearer {secret}");

    public ValueTask DisposeAsync() => App.DisposeAsync();
}
