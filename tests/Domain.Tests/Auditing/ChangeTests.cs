using System.Runtime.CompilerServices;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Auditing;

public sealed class ChangeTests(string culture) : InEveryCulture(culture)
{
    [Test]
    public void Knows_the_type_of_everything_that_is_audited() => Assert.That(
        Change.EntityTypes,
        Is.EquivalentTo(typeof(IAudited).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IAudited)))
            .Select(type => ((IAudited)RuntimeHelpers.GetUninitializedObject(type)).EntityType)));

    [Test]
    public void Creation_tells_every_field_of_a_flag()
    {
        var flag = A.PercentageFlag(percent: 12.5m) with
        {
            Description = "Dark colours", Tags = ["ui", "web"], Owner = "ann", ExpiresOn = new DateOnly(2026, 12, 31),
        };

        Assert.That(Change.Created(flag).Fields.ToJsonString(), Is.EqualTo(Json("""
            {"key":{"old":null,"new":"dark-mode"},"name":{"old":null,"new":"The flag dark-mode"},
            "description":{"old":null,"new":"Dark colours"},"flag_type":{"old":null,"new":"percentage"},
            "is_enabled":{"old":null,"new":true},"rollout_percentage":{"old":null,"new":12.5},
            "value_type":{"old":null,"new":"boolean"},"variants":{"old":null,"new":[{"key":"on","value":true},{"key":"off","value":false}]},
            "off_variant":{"old":null,"new":"off"},"bucket_by":{"old":null,"new":"user_id"},"salt":{"old":null,"new":"dark-mode"},
            "prerequisites":{"old":null,"new":[]},"targets":{"old":null,"new":[]},"rules":{"old":null,"new":[]},
            "default_serve":{"old":null,"new":null},"experiment":{"old":null,"new":null},"holdout":{"old":null,"new":null},"client_visible":{"old":null,"new":false},
            "tags":{"old":null,"new":["ui","web"]},"owner":{"old":null,"new":"ann"},"purpose":{"old":null,"new":"release"},
            "expires_on":{"old":null,"new":"2026-12-31"},"is_archived":{"old":null,"new":false}}
            """)));
    }

    [Test]
    public void Creation_tells_every_field_of_an_environment() =>
        Assert.That(Change.Created(A.Environment() with { IsProtected = true }).Fields.ToJsonString(), Is.EqualTo(Json("""
            {"key":{"old":null,"new":"production"},"name":{"old":null,"new":"The environment production"},
            "description":{"old":null,"new":""},"is_protected":{"old":null,"new":true}}
            """)));

    [Test]
    public void Deletion_tells_every_field_of_a_user() =>
        Assert.That(Change.Deleted(A.User()).Fields.ToJsonString(), Is.EqualTo(Json("""
            {"email":{"old":"ann@example.com","new":null},"name":{"old":"Ann Example","new":null},
            "role":{"old":"viewer","new":null},"is_active":{"old":true,"new":null}}
            """)));

    [Test]
    public void Creation_tells_of_empty_fields_too() =>
        Assert.That(Change.Created(A.Flag()).Fields["owner"]?.ToJsonString(), Is.EqualTo("""{"old":null,"new":null}"""));

    [Test]
    public void Deletion_tells_of_empty_fields_too() =>
        Assert.That(Change.Deleted(A.Flag()).Fields["owner"]?.ToJsonString(), Is.EqualTo("""{"old":null,"new":null}"""));

    [Test]
    public void Update_tells_what_differs_and_nothing_else()
    {
        var before = A.PercentageFlag(percent: 10);
        var after = before with { Rollout = A.Percentage(50.000m), Owner = "ann" };

        Assert.That(Change.Updated(before, after).Fields.ToJsonString(), Is.EqualTo(
            """{"rollout_percentage":{"old":10,"new":50},"owner":{"old":null,"new":"ann"}}"""));
    }

    [Test]
    public void Update_tells_a_field_that_was_emptied()
    {
        var before = A.Flag() with { Owner = "ann" };

        Assert.That(
            Change.Updated(before, before with { Owner = null }).Fields.ToJsonString(),
            Is.EqualTo("""{"owner":{"old":"ann","new":null}}"""));
    }

    [Test]
    public void Update_tells_nothing_when_nothing_differs() =>
        Assert.That(Change.Updated(A.User(), A.User()).Fields, Is.Empty);

    [Test]
    public void Update_does_not_tell_the_version_and_the_time()
    {
        var before = A.Flag();

        Assert.That(Change.Updated(before, before with { Version = 2, UpdatedAt = A.Moment.AddDays(1) }).Fields, Is.Empty);
    }

    [Test]
    public void Says_which_flag_in_which_environment()
    {
        var flag = A.Flag() with { EnvironmentKey = "staging" };

        Assert.That(Subject(Change.Created(flag)), Is.EqualTo(("flag", flag.Id, "dark-mode", "staging")));
    }

    [Test]
    public void Says_which_environment()
    {
        var environment = A.Environment("staging");

        Assert.That(Subject(Change.Created(environment)), Is.EqualTo(("environment", environment.Id, "staging", "staging")));
    }

    [Test]
    public void Says_which_user_and_no_environment()
    {
        var user = A.User();

        Assert.That(Subject(Change.Created(user)), Is.EqualTo(("user", user.Id, "ann@example.com", default(string))));
    }

    [Test]
    public void Calls_a_creation_create() => Assert.That(Change.Created(A.Flag()).Action, Is.EqualTo("create"));

    [Test]
    public void Calls_an_update_update() => Assert.That(Change.Updated(A.Flag(), A.Flag()).Action, Is.EqualTo("update"));

    [Test]
    public void Calls_a_deletion_delete() => Assert.That(Change.Deleted(A.Flag()).Action, Is.EqualTo("delete"));

    [Test]
    public void Names_a_user_as_after_the_update() =>
        Assert.That(Change.Updated(A.User(), A.User("ann@example.org")).EntityKey, Is.EqualTo("ann@example.org"));

    private static (string Type, Guid Id, string Key, string? Environment) Subject(Change change) =>
        (change.EntityType, change.EntityId, change.EntityKey, change.EnvironmentKey);

    private static string Json(string lines) => lines.ReplaceLineEndings("");
}
