using System.Text.Json.Nodes;
using FeatureFlag.Application.Auditing;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

/// <summary>The history's filters and pages, all on the same few entries.</summary>
internal sealed class AuditLogTests(StoreKind kind) : OnEachDatabase(kind)
{
    private static readonly Guid AnnsId = Guid.CreateVersion7(A.Moment);

    private static readonly AuditEntry[] Written =
    [
        Entry("environment", "production", "production", Change.Create, null, "system", minute: 0),
        Entry("flag", "dark-mode", "production", Change.Create, AnnsId, "Ann@Example.com", minute: 1),
        Entry("flag", "dark-mode", "staging", Change.Create, AnnsId, "Ann@Example.com", minute: 2),
        Entry("flag", "dark-mode", "production", Change.Update, null, "bob@example.com", minute: 3),
        // The clock went back: the order is that of writing.
        Entry("user", "ann@example.com", null, Change.Update, null, "bob@example.com", minute: 2),
        Entry("flag", "light-mode", "staging", Change.Delete, AnnsId, "ann@example.com", minute: 5),
    ];

    [OneTimeSetUp]
    public Task Write() => Store.WithAsync<IAuditLog>(log => log.AppendAsync(Written, default));

    [Test]
    public async Task Brings_back_every_field()
    {
        var entry = (await ListAsync(new())).First();

        Assert.That(
            entry with { Change = entry.Change with { Fields = Written[^1].Change.Fields } },
            Is.EqualTo(Written[^1]));
    }

    [Test]
    public async Task Brings_back_old_and_new() => Assert.That(
        (await ListAsync(new())).First().Change.Fields.ToJsonString(),
        Is.EqualTo(Written[^1].Change.Fields.ToJsonString()));

    [Test]
    public async Task Lists_the_last_written_first() => Assert.That(await IdsAsync(new()), Is.EqualTo(Ids(5, 4, 3, 2, 1, 0)));

    [Test]
    public async Task Filters_by_kind_and_key() => Assert.That(
        await IdsAsync(new(EntityType: "flag", EntityKey: "dark-mode")), Is.EqualTo(Ids(3, 2, 1)));

    [Test]
    public async Task Filters_by_kind() => Assert.That(await IdsAsync(new(EntityType: "user")), Is.EqualTo(Ids(4)));

    [TestCase("ann@example.com")]
    [TestCase("ANN@EXAMPLE.COM")]
    public async Task Filters_by_the_address_of_who_did_it_in_any_case(string actor) =>
        Assert.That(await IdsAsync(new(Actor: actor)), Is.EqualTo(Ids(5, 2, 1)));

    [Test]
    public async Task Filters_by_the_id_of_who_did_it() =>
        Assert.That(await IdsAsync(new(Actor: AnnsId.ToString("D"))), Is.EqualTo(Ids(5, 2, 1)));

    [Test]
    public async Task Filters_by_the_server_itself() => Assert.That(await IdsAsync(new(Actor: "system")), Is.EqualTo(Ids(0)));

    [TestCase(Change.Create, 2, 1, 0)]
    [TestCase(Change.Update, 4, 3)]
    [TestCase(Change.Delete, 5)]
    public async Task Filters_by_action(string action, params int[] expected) =>
        Assert.That(await IdsAsync(new(Action: action)), Is.EqualTo(Ids(expected)));

    [Test]
    public async Task Filters_by_environment() =>
        Assert.That(await IdsAsync(new(EnvironmentKey: "staging")), Is.EqualTo(Ids(5, 2)));

    [Test]
    public async Task Filters_from_a_time_on_and_up_to_but_not_at_another() => Assert.That(
        await IdsAsync(new(From: A.Moment.AddMinutes(1), To: A.Moment.AddMinutes(3))), Is.EqualTo(Ids(4, 2, 1)));

    [Test]
    public async Task Combines_filters() => Assert.That(
        await IdsAsync(new("flag", "dark-mode", "ann@example.com", Change.Create, "staging")), Is.EqualTo(Ids(2)));

    [TestCase(1)]
    [TestCase(2)]
    [TestCase(6)]
    public async Task Pages_hold_everything_once(int limit)
    {
        var paged = await Pages.ReadAsync(
            page => Store.WithAsync<IAuditLog, IReadOnlyList<RecordedEntry>>(log => log.ListAsync(new(), page, default)),
            limit,
            last => new(last.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture)));

        Assert.That(paged.Select(recorded => recorded.Entry.Id), Is.EqualTo(Ids(5, 4, 3, 2, 1, 0)));
    }

    private static AuditEntry Entry(
        string type, string key, string? environmentKey, string action, Guid? userId, string userEmail, int minute)
    {
        var fields = new JsonObject { ["name"] = new JsonObject { ["old"] = null, ["new"] = $"Ünï \"{key}\"" } };
        return new(
            Guid.CreateVersion7(A.Moment),
            new Change(type, Guid.CreateVersion7(A.Moment), key, environmentKey, action, fields),
            userId,
            userEmail,
            A.Moment.AddMinutes(minute));
    }

    private static IEnumerable<Guid> Ids(params int[] places) => places.Select(place => Written[place].Id);

    private async Task<IEnumerable<Guid>> IdsAsync(AuditFilter filter) => (await ListAsync(filter)).Select(entry => entry.Id);

    private async Task<IEnumerable<AuditEntry>> ListAsync(AuditFilter filter) =>
        (await Store.WithAsync<IAuditLog, IReadOnlyList<RecordedEntry>>(log => log.ListAsync(filter, new(100, null), default)))
        .Select(recorded => recorded.Entry);
}
