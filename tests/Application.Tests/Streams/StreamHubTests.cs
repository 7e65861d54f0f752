using System.Diagnostics.Metrics;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Application.Streams;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FeatureFlag.Application.Tests.Streams;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class StreamHubTests : IDisposable
{
    private const int Capacity = 3;

    private readonly FakeTimeProvider _time = new(A.Moment);
    private readonly SnapshotStore _store = new();
    private readonly LogLines _logs = new();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly DeploymentEnvironment _environment = A.Environment();
    private readonly StreamHub _hub;
    private SdkKeyEntry[] _keys = [Key()];
    private int _cuts;

    public StreamHubTests()
    {
        _hub = new(_store, new() { MaxConnections = Capacity }, _time, _services.GetRequiredService<IMeterFactory>(), _logs.For<StreamHub>());
        Publish(5);
    }

    public void Dispose()
    {
        _hub.Dispose();
        _services.Dispose();
        _logs.Dispose();
    }

    [TestCase(null)]
    [TestCase(4L)]
    [TestCase(6L, Description = "From a node that is ahead, or a database before it was restored.")]
    public async Task Tells_the_current_version_at_once_unless_the_client_has_it(long? last)
    {
        Assert.That(await TurnAsync(Open(last)), Is.EqualTo((StreamTurn.Changed, 5)));
    }

    [Test]
    public void Tells_nothing_to_a_client_that_has_the_current_version() => Assert.That(Open(5).NextAsync().IsCompleted, Is.False);

    [Test]
    public async Task Tells_what_is_published()
    {
        var waiting = Open(5).NextAsync();
        Publish(6);

        Assert.That(await waiting, Is.EqualTo(StreamTurn.Changed));
    }

    [Test]
    public async Task Tells_a_slow_reader_only_the_newest()
    {
        var stream = Open(5);
        Publish(6);
        Publish(7);
        Publish(8);

        Assert.That(await TurnAsync(stream), Is.EqualTo((StreamTurn.Changed, 8)));
        Assert.That(stream.NextAsync().IsCompleted, Is.False);
    }

    [Test]
    public async Task Never_goes_back_when_publications_arrive_in_another_order()
    {
        var late = new List<EnvironmentSnapshot>();
        var store = new SnapshotStore();
        store.Published += snapshot => late.Add(snapshot); // before the hub: as if its publisher had been held up
        store.Published += _ => { if (late.Count == 1) { store.Publish(Snapshot(7)); } };
        using var hub = new StreamHub(store, new(), _time, _services.GetRequiredService<IMeterFactory>(), _logs.For<StreamHub>());
        store.Publish(Snapshot(5));
        var stream = hub.Open(_environment.Id, _keys[0], 5, () => { })!;
        late.Clear();

        store.Publish(Snapshot(6)); // while it is told, 7 is published and told

        Assert.That(await TurnAsync(stream), Is.EqualTo((StreamTurn.Changed, 7)));
        Assert.That(stream.NextAsync().IsCompleted, Is.False);
    }

    [Test]
    public async Task Tells_that_the_database_has_gone_back()
    {
        var stream = Open(5);
        _store.KeepOnly(new HashSet<Guid>());
        Publish(3);

        Assert.That(await TurnAsync(stream), Is.EqualTo((StreamTurn.Changed, 3)));
    }

    [Test]
    public void Tells_nothing_of_other_environments()
    {
        var waiting = Open(5).NextAsync();
        _store.Publish(new(A.Configuration(A.Environment("other") with { Version = 9 })));

        Assert.That(waiting.IsCompleted, Is.False);
    }

    [Test]
    public async Task Encodes_an_event_once_for_all()
    {
        var (one, other) = (Open(null), Open(null));
        await one.NextAsync();
        await other.NextAsync();

        Assert.That(one.Notice, Is.SameAs(other.Notice));
    }

    [Test]
    public async Task Gives_a_sign_of_life_every_12_to_18_seconds()
    {
        var stream = Open(5);
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var waiting = stream.NextAsync();
            _time.Advance(TimeSpan.FromSeconds(11.9));
            Assert.That(waiting.IsCompleted, Is.False);
            _time.Advance(TimeSpan.FromSeconds(7));
            Assert.That(await waiting, Is.EqualTo(StreamTurn.Heartbeat));
            Write(stream);
        }
    }

    [Test]
    public async Task Ends_when_its_key_is_deleted()
    {
        var (stays, goes) = (Key(), Key());
        _keys = [stays, goes];
        Publish(6);
        var (other, stream) = (Open(6, stays), Open(6, goes));
        _keys = [stays];
        Publish(7);

        Assert.That(await stream.NextAsync(), Is.EqualTo(StreamTurn.End));
        Assert.That(await other.NextAsync(), Is.EqualTo(StreamTurn.Changed));
    }

    [Test]
    public async Task Ends_within_a_second_after_its_key_has_expired()
    {
        _keys = [Key() with { ExpiresAt = A.Moment.AddSeconds(5) }];
        Publish(6);
        var waiting = Open(6).NextAsync();
        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.That(waiting.IsCompleted, Is.False);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await waiting, Is.EqualTo(StreamTurn.End));
    }

    [Test]
    public async Task Ends_within_a_second_after_its_environment_is_gone()
    {
        var waiting = Open(5).NextAsync();
        _store.KeepOnly(new HashSet<Guid>());
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await waiting, Is.EqualTo(StreamTurn.End));
    }

    [Test]
    public void Takes_as_many_as_it_may()
    {
        var streams = Enumerable.Range(0, Capacity).Select(_ => Open(5)).ToList();
        Assert.That(TryOpen(), Is.Null);
        _hub.Close(streams[0]);
        _hub.Close(streams[0]); // counts once

        Assert.That(TryOpen(), Is.Not.Null);
        Assert.That(TryOpen(), Is.Null);
    }

    [Test]
    public async Task Stops_all_and_takes_no_more()
    {
        var waiting = Open(5).NextAsync();
        _hub.Stop();

        Assert.That(await waiting, Is.EqualTo(StreamTurn.EndOfNode));
        Assert.That(TryOpen(), Is.Null);
    }

    [Test]
    public void Cuts_who_does_not_read_for_5_seconds()
    {
        var stream = Open(5);
        _hub.WriteBegins(stream);
        _time.Advance(TimeSpan.FromSeconds(4.5));
        Assert.That(_cuts, Is.Zero);
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.That(_cuts, Is.EqualTo(1));
    }

    /// <summary>Its connection may be that of another request by then.</summary>
    [Test]
    public void Cuts_nothing_that_ended_while_others_were_cut()
    {
        var streams = new List<ChangeStream>();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            streams.Add(_hub.Open(_environment.Id, _keys[0], 5, () => { _cuts++; streams.ForEach(_hub.Close); })!);
        }

        streams.ForEach(_hub.WriteBegins);
        _time.Advance(TimeSpan.FromSeconds(6));

        Assert.That(_cuts, Is.EqualTo(1));
    }

    [Test]
    public void Survives_a_connection_that_cannot_be_cut()
    {
        var stream = _hub.Open(_environment.Id, _keys[0], 5, () => throw new ObjectDisposedException("connection"))!;
        _hub.WriteBegins(stream);

        Assert.That(() => _time.Advance(TimeSpan.FromSeconds(6)), Throws.Nothing);
        Assert.That(_logs.With("streams").Count(), Is.EqualTo(1));
    }

    [Test]
    public void Cuts_nobody_who_reads()
    {
        var stream = Open(5);
        Write(stream);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.That(_cuts, Is.Zero);
    }

    [Test]
    public async Task Wakes_those_of_people_whatever_environment_has_changed()
    {
        var stream = OpenForAll();
        var waiting = stream.NextAsync();
        Assert.That(waiting.IsCompleted, Is.False);
        _store.Publish(new(A.Configuration(A.Environment("other") with { Version = 9 })));

        Assert.That(await waiting, Is.EqualTo(StreamTurn.Changed));
    }

    [Test]
    public async Task Wakes_those_of_people_within_a_second_after_an_environment_is_gone()
    {
        Publish(6);
        var waiting = OpenForAll().NextAsync();
        _store.KeepOnly(new HashSet<Guid>());
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(await waiting, Is.EqualTo(StreamTurn.Changed));
    }

    [Test]
    public async Task Wakes_those_of_people_once_for_a_change()
    {
        var stream = OpenForAll();
        Publish(6);
        await stream.NextAsync();
        var waiting = stream.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.That(waiting.IsCompleted, Is.False);
    }

    [Test]
    public async Task Gives_those_of_people_a_sign_of_life_at_least_every_15_seconds()
    {
        var waiting = OpenForAll().NextAsync();
        _time.Advance(TimeSpan.FromSeconds(15));

        Assert.That(await waiting, Is.EqualTo(StreamTurn.Heartbeat));
    }

    [Test]
    public void Takes_no_more_of_all_kinds_together_than_it_may()
    {
        var people = OpenForAll();
        Open(5);
        Open(5);
        Assert.That((_hub.Count, TryOpen(), _hub.OpenForAll(() => { })), Is.EqualTo((Capacity, default(ChangeStream), default(ChangeStream))));
        _hub.Close(people);
        _hub.Close(people); // counts once

        Assert.That(_hub.Count, Is.EqualTo(Capacity - 1));
    }

    [Test]
    public void Leaves_three_quarters_to_sdks_however_many_pages_people_open()
    {
        using var hub = new StreamHub(_store, new() { MaxConnections = 8 }, _time, _services.GetRequiredService<IMeterFactory>(), _logs.For<StreamHub>());
        var opened = Enumerable.Range(0, 8).Select(_ => hub.OpenForAll(() => { })).OfType<ChangeStream>().ToList();
        var sdk = hub.Open(_environment.Id, _keys[0], null, () => { });
        hub.Close(opened[0]);

        Assert.That((opened.Count, sdk is null, hub.OpenForAll(() => { }) is null), Is.EqualTo((2, false, false)));
    }

    [Test]
    public async Task Stops_those_of_people_too()
    {
        var waiting = OpenForAll().NextAsync();
        _hub.Stop();

        Assert.That(await waiting, Is.EqualTo(StreamTurn.EndOfNode));
    }

    [Test]
    public void Counts_what_is_open()
    {
        var stream = Open(5);
        Assert.That(_hub.Count, Is.EqualTo(1));
        _hub.Close(stream);
        Assert.That(_hub.Count, Is.Zero);
    }

    private static SdkKeyEntry Key() => new() { Id = Guid.CreateVersion7(A.Moment), Kind = SdkKeyKind.Server, SecretHash = new('0', 64) };

    private static async Task<(StreamTurn, long)> TurnAsync(ChangeStream stream) => (await stream.NextAsync(), stream.Notice.Version);

    private ChangeStream Open(long? last, SdkKeyEntry? key = null) =>
        _hub.Open(_environment.Id, key ?? _keys[0], last, () => _cuts++) ?? throw new AssertionException("It was refused.");

    private ChangeStream OpenForAll() => _hub.OpenForAll(() => _cuts++) ?? throw new AssertionException("It was refused.");

    private ChangeStream? TryOpen() => _hub.Open(_environment.Id, _keys[0], null, () => { });

    private void Write(ChangeStream stream)
    {
        _hub.WriteBegins(stream);
        _hub.WriteEnded(stream);
    }

    private EnvironmentSnapshot Snapshot(long version) => new(A.Configuration(_environment with { Version = version }) with { SdkKeys = _keys });

    private void Publish(long version) => _store.Publish(Snapshot(version));
}
