using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Auth;

/// <summary>Changing one's own password.</summary>
internal sealed class PasswordTests
{
    private const string New = "another password for tests";

    private static TestServerApp App => SharedServer.App;

    [Test]
    public async Task Is_the_new_one_from_now_on()
    {
        var (email, client) = await RegisterAsync();

        Assert.That((await ChangeAsync(client, TestServerApp.Password)).Status, Is.EqualTo(200));
        ProblemAssert.IsProblem(await LoginAsync(email, TestServerApp.Password), 401);
        Assert.That((await LoginAsync(email, New)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Ends_all_sessions_but_the_one_that_the_answer_begins()
    {
        var (email, client) = await RegisterAsync();
        using var other = App.NewClient(await App.SignInAsync(email));

        var answer = await ChangeAsync(client, TestServerApp.Password);
        using var next = App.NewClient((string)answer.Json["access_token"]!);

        Assert.That(((string?)answer.Json["token_type"], (string?)answer.Json["user"]!["email"]), Is.EqualTo(("bearer", email)));
        ProblemAssert.IsProblem(await other.CallAsync("GET", "/auth/me"), 401);
        ProblemAssert.IsProblem(await client.CallAsync("GET", "/auth/me"), 401);
        Assert.That((await next.CallAsync("GET", "/auth/me")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Ends_the_session_of_the_change_before()
    {
        var (_, client) = await RegisterAsync();
        using var second = App.NewClient((string)(await ChangeAsync(client, TestServerApp.Password)).Json["access_token"]!);
        using var third = App.NewClient((string)(await ChangeAsync(second, New)).Json["access_token"]!);

        ProblemAssert.IsProblem(await second.CallAsync("GET", "/auth/me"), 401);
        Assert.That((await third.CallAsync("GET", "/auth/me")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Is_kept_when_the_current_one_is_wrong()
    {
        var (email, client) = await RegisterAsync();

        ProblemAssert.IsProblem(await ChangeAsync(client, "a wrong password"), 422, "current_password");
        Assert.That((await LoginAsync(email, TestServerApp.Password)).Status, Is.EqualTo(200));
        Assert.That((await client.CallAsync("GET", "/auth/me")).Status, Is.EqualTo(200));
    }

    [TestCase("short")]
    [TestCase("password1234")]
    public async Task Follows_the_rules_of_registration(string password)
    {
        var (_, client) = await RegisterAsync();

        ProblemAssert.IsProblem(await ChangeAsync(client, TestServerApp.Password, password), 422, "new_password");
    }

    [Test]
    public async Task Cannot_be_guessed_by_a_token_more_often_than_by_signing_in()
    {
        await using var app = await TestServerApp.StartAsync("--Auth:LoginFailuresPerMinutePerAccount=2");
        using var client = app.NewClient((await app.RegisterAsync("guessed@example.com")).Token);
        await ChangeAsync(client, "a wrong password");
        await ChangeAsync(client, "another wrong password");

        ProblemAssert.IsProblem(await ChangeAsync(client, TestServerApp.Password), 429);
        ProblemAssert.IsProblem(await app.Anonymous.CallAsync("POST", "/auth/login", new { email = "guessed@example.com", password = TestServerApp.Password }), 429);
    }

    [Test]
    public async Task Is_told_by_the_history_only_as_changed()
    {
        var (email, client) = await RegisterAsync();
        await ChangeAsync(client, TestServerApp.Password);

        var entry = (await (await App.As(Caller.Admin)).CallAsync("GET", $"/audit?actor={email}&action=update")).Json.AsArray().Single()!;

        Assert.That(entry["changes"]!.AsObject().Select(field => field.Key), Is.EqualTo(new[] { "password_changed_at" }));
        Assert.That((string?)entry["changes"]!["password_changed_at"]!["new"], Does.EndWith("Z"));
    }

    private static async Task<(string Email, HttpClient Client)> RegisterAsync()
    {
        var email = $"{SharedServer.NewKey("password")}@example.com";
        return (email, App.NewClient((await App.RegisterAsync(email)).Token));
    }

    private static Task<Answer> ChangeAsync(HttpClient client, string current, string password = New) =>
        client.CallAsync("PUT", "/auth/me/password", new { current_password = current, new_password = password });

    private static Task<Answer> LoginAsync(string email, string password) => App.Anonymous.CallAsync("POST", "/auth/login", new { email, password });
}
