using FeatureFlag.Application;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.Infrastructure.SdkKeys;
using FeatureFlag.TestKit;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FeatureFlag.Infrastructure.Tests.SdkKeys;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class SdkKeyUsageWritingTests
{
    private static readonly Guid KeyId = Guid.CreateVersion7(A.Moment);

    private readonly FakeTimeProvider _time = new(A.Moment);
    private readonly SdkKeyUsage _usage = new();
    private readonly Repository _keys = new();
    private readonly LogLines _logs = new();

    [Test]
    public async Task Writes_now_and_then()
    {
        using var writing = await StartAsync();
        _usage.Note(KeyId, A.Moment);
        await Until.True(() =>
        {
            _time.Advance(SdkKeyUsageWriting.Interval);
            return _keys.Written.Count > 0;
        });

        Assert.That(_keys.Written, Is.EqualTo(new[] { (KeyId, A.Moment) }));
    }

    [Test]
    public async Task Writes_when_the_server_stops()
    {
        using var writing = await StartAsync();
        _usage.Note(KeyId, A.Moment);
        await writing.StopAsync(default);

        Assert.That(_keys.Written, Is.EqualTo(new[] { (KeyId, A.Moment) }));
    }

    [Test]
    public async Task Keeps_what_could_not_be_written()
    {
        using var writing = await StartAsync();
        _usage.Note(KeyId, A.Moment);
        _keys.IsAway = true;
        await writing.StopAsync(default);
        _keys.IsAway = false;
        await writing.StopAsync(default);

        Assert.That(_keys.Written, Is.EqualTo(new[] { (KeyId, A.Moment) }));
    }

    [Test]
    public async Task Survives_what_nobody_foresaw()
    {
        using var writing = await StartAsync();
        _usage.Note(KeyId, A.Moment);
        _keys.Fault = new InvalidOperationException("Nobody foresaw it.");
        await Until.True(() =>
        {
            _time.Advance(SdkKeyUsageWriting.Interval);
            return _logs.With("Error: ").Any();
        });

        _keys.Fault = null;
        await Until.True(() =>
        {
            _time.Advance(SdkKeyUsageWriting.Interval);
            return _keys.Written.Count > 0;
        });
    }

    [TearDown]
    public void Dispose() => _logs.Dispose();

    private async Task<SdkKeyUsageWriting> StartAsync()
    {
        var services = new ServiceCollection().AddSingleton<ISdkKeyRepository>(_keys).BuildServiceProvider();
        var writing = new SdkKeyUsageWriting(_usage, services.GetRequiredService<IServiceScopeFactory>(), _time, _logs.For<SdkKeyUsageWriting>());
        await writing.StartAsync(default);
        return writing;
    }

    private sealed class Repository : ISdkKeyRepository
    {
        public bool IsAway { set => Fault = value ? new StoreUnavailableException("Away.") : null; }

        public Exception? Fault { get; set; }

        public List<(Guid KeyId, DateTimeOffset At)> Written { get; } = [];

        public Task NoteUsesAsync(IReadOnlyList<(Guid KeyId, DateTimeOffset At)> uses, CancellationToken cancellationToken)
        {
            Written.AddRange(Fault is null ? uses : throw Fault);
            return Task.CompletedTask;
        }

        public Task<SdkKey?> FindAsync(Guid environmentId, Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<SdkKey>> ListAsync(Guid environmentId, PageRequest page, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<SdkKey>> ListAllAsync(Guid environmentId, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task AddAsync(SdkKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task UpdateExpiryAsync(SdkKey key, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task DeleteAsync(Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
