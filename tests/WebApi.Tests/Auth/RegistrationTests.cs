using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Auth;

internal sealed class RegistrationTests
{
    private static HttpClient Anonymous => SharedServer.App.Anonymous;

    [Test]
    public async Task Gives_a_token_and_a_viewer()
    {
        var email = NewEmail();

        var answer = await RegisterAsync(email);

        Assert.Multiple(() =>
        {
            Assert.That(answer.Status, Is.EqualTo(201));
            Assert.That(answer.Header("Location"), Is.EqualTo("/auth/me"));
            Assert.That((string?)answer.Json["token_type"], Is.EqualTo("bearer"));
            Assert.That((string?)answer.Json["user"]!["role"], Is.EqualTo("viewer"));
            Assert.That((bool?)answer.Json["user"]!["is_active"], Is.True);
            Assert.That((string?)answer.Json["user"]!["email"], Is.EqualTo(email));
        });
    }

    [TestCase("role", "\"admin\"")]
    [TestCase("is_active", "true")]
    [TestCase("id", "\"0198c0de-7000-7000-8000-000000000001\"")]
    [TestCase("created_at", "\"2020-01-01T00:00:00Z\"")]
    [TestCase("password_hash", "\"x\"")]
    [TestCase("Role", "\"admin\"")]
    public async Task Takes_no_field_that_is_not_the_callers(string field, string value)
    {
        var answer = await Anonymous.CallAsync("POST", "/auth/register", $$"""{"email":"{{NewEmail()}}","password":"a good password","name":"A","{{field}}":{{value}}}""");

        ProblemAssert.IsProblem(answer, 422);
        Assert.That((string?)answer.Json["detail"], Does.StartWith($"{field}: is not a field"));
    }

    [Test]
    public async Task Takes_an_address_once_in_any_case()
    {
        var email = NewEmail();
        await RegisterAsync(email);

        ProblemAssert.IsProblem(await RegisterAsync(email.ToUpperInvariant()), 409);
    }

    [Test]
    public async Task Of_one_address_by_many_at_once_makes_one_account()
    {
        var email = NewEmail();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => RegisterAsync(email)));

        Assert.That(answers.Select(answer => answer.Status).Order(), Is.EqualTo(new[] { 201, 409, 409, 409, 409, 409 }));
    }

    [TestCase("")]
    [TestCase("a")]
    [TestCase("@example.com")]
    [TestCase("a@")]
    [TestCase("a@b@c")]
    [TestCase(" a@example.com")]
    [TestCase("a@example.com ")]
    [TestCase("a b@example.com")]
    [TestCase("a@example.com\\r\\nBcc: x@y.z")]
    [TestCase("a\\u0000@example.com")]
    [TestCase("\\u212aelvin@example.com")] // the Kelvin sign
    [TestCase("m\\u0131ke@example.com")] // a dotless i
    [TestCase("\\uff41@example.com")] // a full-width a
    [TestCase("\\u0430dmin@example.com")] // a Cyrillic a
    [TestCase("\\u017fam@example.com")] // a long s
    [TestCase("a\\u200bb@example.com")]
    [TestCase("a@ex\\u00e4mple.com")]
    public async Task Refuses_what_is_no_plain_address(string email) =>
        ProblemAssert.IsProblem(
            await Anonymous.CallAsync("POST", "/auth/register", $$"""{"email":"{{email}}","password":"a good password","name":"A"}"""), 422, "email");

    [TestCase("1234567")]
    [TestCase("")]
    [TestCase("password")]
    [TestCase("PassWord")]
    [TestCase("1q2w3e4r")]
    public async Task Refuses_passwords_that_are_short_or_common(string password) => ProblemAssert.IsProblem(await RegisterAsync(NewEmail(), password), 422, "password");

    [Test]
    public async Task Refuses_a_password_of_101_characters() => ProblemAssert.IsProblem(await RegisterAsync(NewEmail(), new string('é', 101)), 422, "password");

    [Test]
    public async Task Refuses_a_password_with_NUL() =>
        ProblemAssert.IsProblem(
            await Anonymous.CallAsync("POST", "/auth/register", $$"""{"email":"{{NewEmail()}}","password":"12345678\u0000","name":"A"}"""), 422, "password");

    [Test]
    public async Task Takes_every_password_exactly()
    {
        // Each with one that must not open the account.
        (string Password, string Other)[] passwords =
        [
            ("8 chars!", "8 chars"),
            ("  spaces kept  ", "spaces kept"),
            ("pässwörd — 密码 🔐", "password — 密码 🔐"),
            ($"{new string('x', 99)}A", $"{new string('x', 99)}B"),
            ("Case Matters", "case matters"),
        ];
        foreach (var (password, other) in passwords)
        {
            var email = NewEmail();
            Assert.That((await RegisterAsync(email, password)).Status, Is.EqualTo(201), password);

            Assert.That((await LoginAsync(email, password)).Status, Is.EqualTo(200), password);
            Assert.That((await LoginAsync(email, other)).Status, Is.EqualTo(401), other);
        }
    }

    [Test]
    public async Task Can_be_switched_off()
    {
        await using var closed = await TestServerApp.StartAsync("--Auth:AllowRegistration=false");

        ProblemAssert.IsProblem(await closed.Anonymous.CallAsync("POST", "/auth/register", new { email = "a@example.com", password = "a good password", name = "A" }), 403);
    }

    [Test]
    public async Task Is_limited_per_address_of_the_sender()
    {
        await using var app = await TestServerApp.StartAsync("--Auth:RegistrationsPerMinutePerAddress=1");
        await app.RegisterAsync("first@example.com");

        var second = await app.Anonymous.CallAsync(
            "POST", "/auth/register", new { email = "second@example.com", password = "a good password", name = "A" }, ("X-Forwarded-For", "203.0.113.9"));

        ProblemAssert.IsProblem(second, 429);
    }

    private static string NewEmail() => $"{SharedServer.NewKey("person")}@example.com";

    private static Task<Answer> RegisterAsync(string email, string password = TestServerApp.Password) =>
        Anonymous.CallAsync("POST", "/auth/register", new { email, password, name = "A person" });

    private static Task<Answer> LoginAsync(string email, string password) => Anonymous.CallAsync("POST", "/auth/login", new { email, password });
}
