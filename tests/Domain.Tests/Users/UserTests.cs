using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Users;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Users;

public sealed class UserTests
{
    private static readonly User Ann = A.User() with { PasswordHash = "$argon2id$secret" };

    [Test]
    public void The_audit_log_never_sees_the_password_hash() =>
        Assert.That(((IAudited)Ann).Describe().ToJsonString(), Does.Not.Contain("secret").And.Not.Contain("password"));

    [Test]
    public void A_changed_password_is_no_entry_in_the_audit_log() =>
        Assert.That(Change.Updated(Ann, Ann with { PasswordHash = "$argon2id$other" }).Fields, Is.Empty);

    [Test]
    public void A_line_in_a_log_never_shows_the_password_hash() => Assert.That(Ann.ToString(), Does.Not.Contain("secret"));

    [Test]
    public void Is_active_unless_said_otherwise() => Assert.That(A.User().IsActive, Is.True);
}
