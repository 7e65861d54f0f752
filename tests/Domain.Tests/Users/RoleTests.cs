using FeatureFlag.Domain.Users;

namespace FeatureFlag.Domain.Tests.Users;

public sealed class RoleTests(string culture) : InEveryCulture(culture)
{
    [TestCase(Role.Viewer, ExpectedResult = "viewer")]
    [TestCase(Role.Developer, ExpectedResult = "developer")]
    [TestCase(Role.Admin, ExpectedResult = "admin")]
    public string Has_a_name(Role role) => role.Name();

    [Test]
    public void Comes_back_from_its_name([Values] Role role) => Assert.That(Roles.Parse(role.Name()), Is.EqualTo(role));

    // Enum.TryParse would take most of these.
    [TestCase(null)]
    [TestCase("")]
    [TestCase("viewer,admin")]
    [TestCase(" admin ")]
    [TestCase("admin\n")]
    [TestCase("99")]
    [TestCase("2")]
    [TestCase("Admin")]
    [TestCase("ADMIN")]
    [TestCase("adm\u0131n")]
    [TestCase("owner")]
    public void Has_no_other_name(string? name) => Assert.That(Roles.Parse(name), Is.Null);

    [Test]
    public void A_role_that_is_none_has_no_name() => Assert.That(() => ((Role)3).Name(), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void Grows_from_viewer_to_admin() => Assert.That(new[] { Role.Viewer, Role.Developer, Role.Admin }, Is.Ordered);

    [Test]
    public void Is_a_viewer_unless_said_otherwise() => Assert.That(default(Role), Is.EqualTo(Role.Viewer));
}
