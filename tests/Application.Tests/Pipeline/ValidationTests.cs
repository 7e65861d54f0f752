using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Auditing;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Installation;
using FeatureFlag.Domain;
using FeatureFlag.Tests.Stores;
using MediatR;

namespace FeatureFlag.Application.Tests.Pipeline;

/// <summary>Messages stand under the names of the API, wherever the value sits in the request.</summary>
internal sealed class ValidationTests() : OnDatabase(StoreKind.Sqlite)
{
    private const string Control = "a\u0007b";

    private static readonly FlagFields AllWrong = new()
    {
        Name = "", Description = Control, FlagType = "boolesque", RolloutPercentage = 100.001m, Salt = "", Tags = new(["x", "x"]),
        Owner = Control, Purpose = "fun", ValueType = "anything",
    };

    private static readonly string[] AllWrongFields =
        ["name", "description", "flag_type", "rollout_percentage", "salt", "tags", "owner", "purpose", "value_type"];

    [OneTimeSetUp]
    public Task AddEnvironment() => Store.SendAsync(new CreateEnvironment("production", "Production"));

    [Test]
    public async Task Of_a_new_flag() => Assert.That(
        await FieldsAsync(new CreateFlag
        {
            Key = "NO", EnvironmentKey = "production", Name = AllWrong.Name, Description = AllWrong.Description, FlagType = AllWrong.FlagType,
            RolloutPercentage = AllWrong.RolloutPercentage, Salt = AllWrong.Salt, Tags = AllWrong.Tags, Owner = AllWrong.Owner, Purpose = AllWrong.Purpose,
            ValueType = AllWrong.ValueType,
        }),
        Is.EquivalentTo(AllWrongFields.Append("key")));

    [Test]
    public async Task Of_a_new_flag_without_a_name() =>
        Assert.That(await FieldsAsync(new CreateFlag { Key = "key", EnvironmentKey = "production" }), Is.EqualTo(new[] { "name" }));

    [Test]
    public async Task Of_a_changed_flag() =>
        Assert.That(await FieldsAsync(new UpdateFlag("production", "key", AllWrong, null)), Is.EquivalentTo(AllWrongFields));

    [Test]
    public async Task Of_a_list_of_flags() => Assert.That(
        await FieldsAsync(new ListFlags(null, Control, Control, "boolesque", null, new(10, null))), Is.EquivalentTo(new[] { "q", "tag", "flag_type" }));

    [Test]
    public async Task Of_an_environment() => Assert.That(
        await FieldsAsync(new CreateEnvironment("NO", " ", Control)), Is.EquivalentTo(new[] { "key", "name", "description" }));

    [Test]
    public async Task Of_a_registration() => Assert.That(
        await FieldsAsync(new Register(new("no address", "short", ""), "10.0.0.1")), Is.EquivalentTo(new[] { "email", "password", "name" }));

    [Test]
    public async Task Of_a_sign_in() => Assert.That(
        await FieldsAsync(new Login(new(new('x', 300), new('x', 101)), "10.0.0.1")), Is.EquivalentTo(new[] { "email", "password" }));

    [Test]
    public async Task Of_a_role() =>
        Assert.That(await FieldsAsync(new ChangeUserRole(Guid.Empty, "viewer,admin")), Is.EqualTo(new[] { "role" }));

    [Test]
    public async Task Of_the_history() => Assert.That(
        await FieldsAsync(new ListAudit(new(null, Control, Control, "smash", Control), new(10, new("x")))),
        Is.EquivalentTo(new[] { "entity_type", "entity_key", "actor", "action", "environment_key", "cursor" }));

    [Test]
    public async Task Of_the_first_admin() => Assert.That(
        await FieldsAsync(new CreateInitialAdmin("no address", "short")), Is.EquivalentTo(new[] { "email", "password" }));

    [Test]
    public async Task Say_each_thing_once_in_a_sentence()
    {
        var answer = await Store.SendAsync(new UpdateFlag("production", "key", new() { RolloutPercentage = 101 }, null));

        Assert.That(answer.Error!.Fields["rollout_percentage"], Is.EqualTo(new[] { "must be a number from 0 to 100 with at most 3 decimals." }));
    }

    [TestCase("password")]
    [TestCase("PassWord1")]
    [TestCase("featureflag")]
    [TestCase("1234567")]
    [TestCase("with\0nul..")]
    public async Task A_new_password_is_refused(string password) => Assert.That(
        await FieldsAsync(new Register(new("new@example.com", password, "New"), "10.0.0.2")), Is.EqualTo(new[] { "password" }));

    private async Task<IEnumerable<string>> FieldsAsync<T>(IRequest<Result<T>> request) => (await Store.SendAsync(request)).Error?.Fields.Keys ?? [];
}
