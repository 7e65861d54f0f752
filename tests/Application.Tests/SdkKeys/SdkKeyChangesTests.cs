using FeatureFlag.Application.Environments;
using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.Tests.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;

namespace FeatureFlag.Application.Tests.SdkKeys;

[TestFixture(StoreKind.Sqlite)]
[TestFixture(StoreKind.Postgres)]
internal sealed class SdkKeyChangesTests(StoreKind kind)
{
    private static readonly PageRequest Page = new(200, null);

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private TestStore _store = null!;
    private string _environment = null!;
    private int _count;

    [OneTimeSetUp]
    public async Task CreateStore() =>
        _store = await TestStore.CreateAsync(kind, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider>(_time)));

    [OneTimeTearDown]
    public async Task DropStore() => await (_store?.DisposeAsync() ?? ValueTask.CompletedTask);

    [SetUp]
    public async Task CreateEnvironment()
    {
        _environment = $"environment-{++_count}";
        await _store.SendAsync(new CreateEnvironment(_environment, "Any"));
    }

    [Test]
    public async Task A_new_key_is_known_to_evaluation_when_the_answer_is_there()
    {
        var made = await CreateAsync();

        Assert.That(Snapshots.FindKey(made.Secret), Is.Not.Null);
        Assert.That((Snapshots.FindKey(made.Secret)!.Key.Id, Snapshots.FindKey(made.Secret)!.Snapshot.EnvironmentKey), Is.EqualTo((made.Key.Id, _environment)));
    }

    [Test]
    public async Task A_deleted_key_is_unknown_at_once()
    {
        var made = await CreateAsync();
        await _store.SendAsync(new DeleteSdkKey(_environment, made.Key.Id));

        Assert.That((Snapshots.FindKey(made.Secret), (await ListAsync()).Count), Is.EqualTo(((KnownKey?)null, 0)));
    }

    [Test]
    public async Task A_rotated_key_expires_after_the_overlap_and_the_new_one_does_not()
    {
        var old = await CreateAsync(isPlainBulk: true);
        var made = (await _store.SendAsync(new RotateSdkKey(_environment, old.Key.Id, 60))).Value;

        Assert.Multiple(() =>
        {
            Assert.That(Snapshots.FindKey(old.Secret)!.Key.ExpiresAt, Is.EqualTo(_time.GetUtcNow().AddSeconds(60)));
            Assert.That(Snapshots.FindKey(made.Secret)!.Key.ExpiresAt, Is.Null);
            Assert.That((made.Key.Name, made.Key.Kind, made.Key.IsPlainBulk), Is.EqualTo((old.Key.Name, old.Key.Kind, old.Key.IsPlainBulk)));
            Assert.That(made.Secret, Is.Not.EqualTo(old.Secret));
        });
    }

    [TestCase(null, 86_400)]
    [TestCase(0L, 0)]
    public async Task The_overlap_is_a_day_unless_it_is_given(long? overlap, int seconds)
    {
        var old = await CreateAsync();
        await _store.SendAsync(new RotateSdkKey(_environment, old.Key.Id, overlap));

        Assert.That(Snapshots.FindKey(old.Secret)!.Key.ExpiresAt, Is.EqualTo(_time.GetUtcNow().AddSeconds(seconds)));
    }

    [Test]
    public async Task Rotation_never_prolongs_a_key()
    {
        var end = _time.GetUtcNow().AddSeconds(10);
        var old = await CreateAsync(end);
        var made = (await _store.SendAsync(new RotateSdkKey(_environment, old.Key.Id, 60))).Value;

        Assert.That((await ListAsync()).Select(key => key.ExpiresAt), Is.All.EqualTo(end));
        Assert.That(made.Key.ExpiresAt, Is.EqualTo(end));
    }

    [Test]
    public async Task An_expired_key_is_not_rotated()
    {
        var old = await CreateAsync(_time.GetUtcNow().AddSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That((await _store.SendAsync(new RotateSdkKey(_environment, old.Key.Id))).Error?.Kind, Is.EqualTo(ErrorKind.Conflict));
    }

    [TestCase(-1)]
    [TestCase(RotateSdkKey.MaxOverlapSeconds + 1)]
    public async Task The_overlap_has_bounds(long seconds) => Assert.That(
        (await _store.SendAsync(new RotateSdkKey(_environment, (await CreateAsync()).Key.Id, seconds))).Error?.Fields.Keys, Is.EqualTo(new[] { "overlap_seconds" }));

    [TestCase("", "server", "name")]
    [TestCase("a\u0007", "server", "name")]
    [TestCase("Any", "Server", "kind")]
    [TestCase("Any", "both", "kind")]
    public async Task Wrong_fields_are_named(string name, string kind, string field) => Assert.That(
        (await _store.SendAsync(new CreateSdkKey(_environment, name, kind))).Error?.Fields.Keys, Is.EqualTo(new[] { field }));

    [Test]
    public async Task A_key_that_would_have_expired_already_is_refused() => Assert.That(
        (await _store.SendAsync(new CreateSdkKey(_environment, "Any", "server", _time.GetUtcNow()))).Error?.Fields.Keys, Is.EqualTo(new[] { "expires_at" }));

    [Test]
    public async Task An_environment_has_a_hundred_keys_at_the_most()
    {
        for (var i = 0; i < SdkKey.MaxPerEnvironment; i++)
        {
            await CreateAsync();
        }

        var one = (await ListAsync())[0];
        Assert.Multiple(async () =>
        {
            Assert.That((await _store.SendAsync(new CreateSdkKey(_environment, "Any", "server"))).Error?.Kind, Is.EqualTo(ErrorKind.Conflict));
            Assert.That((await _store.SendAsync(new RotateSdkKey(_environment, one.Id))).Error?.Kind, Is.EqualTo(ErrorKind.Conflict));
        });
    }

    [Test]
    public async Task A_key_of_another_environment_is_not_found()
    {
        await _store.SendAsync(new CreateEnvironment($"{_environment}-other", "Any"));
        var made = (await _store.SendAsync(new CreateSdkKey($"{_environment}-other", "Any", "server"))).Value;

        Assert.That((await _store.SendAsync(new DeleteSdkKey(_environment, made.Key.Id))).Error?.Kind, Is.EqualTo(ErrorKind.NotFound));
        Assert.That((await _store.SendAsync(new RotateSdkKey(_environment, made.Key.Id))).Error?.Kind, Is.EqualTo(ErrorKind.NotFound));
        Assert.That(Snapshots.FindKey(made.Secret)!.Key.ExpiresAt, Is.Null);
    }

    [Test]
    public async Task Every_change_is_in_the_history_and_no_secret_nor_hash_is()
    {
        var made = await CreateAsync();
        var next = (await _store.SendAsync(new RotateSdkKey(_environment, made.Key.Id))).Value;
        await _store.SendAsync(new DeleteSdkKey(_environment, next.Key.Id));
        var history = (await _store.HistoryAsync(new() { EnvironmentKey = _environment })).Where(entry => entry.Change.EntityType == "sdk_key").ToList();
        var text = string.Join('\n', history.Select(entry => $"{entry.Change.EntityKey} {entry.Change.Fields}"));

        Assert.Multiple(() =>
        {
            Assert.That(history.Select(entry => entry.Change.Action), Is.EquivalentTo(new[] { "create", "create", "update", "delete" }));
            Assert.That(text, Does.Not.Contain(made.Secret).And.Not.Contain(made.Key.SecretHash).And.Not.Contain(next.Secret).And.Not.Contain(next.Key.SecretHash));
            Assert.That(text, Does.Contain(made.Key.Hint));
        });
    }

    [Test]
    public async Task Deleting_an_environment_tells_of_its_keys()
    {
        var made = await CreateAsync();
        await _store.SendAsync(new DeleteEnvironment(_environment, false, null));
        var deleted = (await _store.HistoryAsync(new() { EnvironmentKey = _environment })).Where(entry => entry.Change.Action == "delete").Select(entry => entry.Change.EntityId);

        Assert.That(deleted, Has.Member(made.Key.Id));
        Assert.That(Snapshots.FindKey(made.Secret), Is.Null);
    }

    [TestCase("viewer", ErrorKind.Forbidden)]
    [TestCase("developer", ErrorKind.Forbidden)]
    [TestCase("admin", null)]
    public async Task Only_admins_touch_the_keys_of_a_protected_environment(string who, ErrorKind? expected)
    {
        await _store.SendAsync(new CreateEnvironment($"{_environment}-p", "Any", IsProtected: true));
        var made = (await _store.SendAsync(new CreateSdkKey($"{_environment}-p", "Any", "client"))).Value;
        var actor = People.Named(who);
        ErrorKind?[] kinds =
        [
            (await _store.SendAsync(new CreateSdkKey($"{_environment}-p", "Any", "client"), actor)).Error?.Kind,
            (await _store.SendAsync(new RotateSdkKey($"{_environment}-p", made.Key.Id), actor)).Error?.Kind,
            (await _store.SendAsync(new DeleteSdkKey($"{_environment}-p", made.Key.Id), actor)).Error?.Kind,
        ];

        Assert.That(kinds, Is.All.EqualTo(expected));
        Assert.That((await _store.SendAsync(new ListSdkKeys($"{_environment}-p", Page), actor)).IsOk);
    }

    [Test]
    public async Task A_new_key_does_not_print_its_secret()
    {
        var made = await CreateAsync();

        Assert.That($"{made} {made.Key}", Does.Not.Contain(made.Secret));
    }

    private SnapshotStore Snapshots => _store.Get<SnapshotStore>();

    private async Task<NewSdkKey> CreateAsync(DateTimeOffset? expiresAt = null, bool isPlainBulk = false)
    {
        var result = await _store.SendAsync(new CreateSdkKey(_environment, "Web shop", "client", expiresAt, isPlainBulk));
        Assert.That(result.Error, Is.Null);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        return result.Value;
    }

    private async Task<IReadOnlyList<SdkKey>> ListAsync() => (await _store.SendAsync(new ListSdkKeys(_environment, Page))).Value.Items;
}
