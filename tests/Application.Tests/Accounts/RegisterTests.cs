using FeatureFlag.Application.Accounts;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Application.Tests.Accounts;

internal sealed class RegisterTests() : OnDatabase(StoreKind.Sqlite)
{
    [Test]
    public async Task Makes_a_viewer() =>
        Assert.That((await RegisterAsync("viewer@example.com")).Value.User.Role, Is.EqualTo(Role.Viewer));

    [Test]
    public async Task Refuses_an_address_that_is_taken_in_another_case()
    {
        await RegisterAsync("taken@example.com");

        Assert.That((await RegisterAsync("Taken@Example.com")).Error?.Kind, Is.EqualTo(ErrorKind.Conflict));
    }

    [Test]
    public async Task Is_in_the_history_as_done_by_the_person_themselves()
    {
        var user = (await RegisterAsync("self@example.com")).Value.User;
        var entry = (await Store.HistoryAsync())[0];

        Assert.That((entry.UserId, entry.UserEmail, entry.Change.EntityId), Is.EqualTo((user.Id, "self@example.com", user.Id)));
    }

    [Test]
    public async Task Tells_the_history_all_but_the_password()
    {
        await RegisterAsync("told@example.com");

        Assert.That((await Store.HistoryAsync())[0].Change.Fields.ToJsonString(), Is.EqualTo(
            """{"email":{"old":null,"new":"told@example.com"},"name":{"old":null,"new":"New"},"role":{"old":null,"new":"viewer"},"is_active":{"old":null,"new":true}}"""));
    }

    [Test]
    public async Task Is_refused_where_it_is_switched_off()
    {
        await using var store = TestStore.Unmigrated(settings: new KeyValuePair<string, string?>("Auth:AllowRegistration", "false"));
        await store.MigrateAsync();

        Assert.That(
            (await store.SendAsAsync(null, new Register(new("new@example.com", "correct horse battery", "New"), "10.0.0.1"))).Error?.Kind,
            Is.EqualTo(ErrorKind.Forbidden));
    }

    private Task<Result<AccessToken>> RegisterAsync(string email) =>
        Store.SendAsAsync(null, new Register(new(email, "correct horse battery", "New"), "10.0.0.1"));
}
