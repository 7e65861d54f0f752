using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Auth;

internal sealed class UserTests
{
    private TestServerApp _app = null!;
    private HttpClient _admin = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _app = await TestServerApp.StartAsync();
        _admin = await _app.As(Caller.Admin);
    }

    [OneTimeTearDown]
    public async Task Stop() => await _app.DisposeAsync();

    [Test]
    public async Task Who_are_demoted_can_do_less_on_their_next_request()
    {
        var (id, client) = await NewAsync("developer");
        var flag = SharedServer.NewKey();
        Task<Answer> Create(string key) => client.CallAsync("POST", "/flags", new { key, name = "One", environment_key = "development" });
        Assert.That((await Create(flag)).Status, Is.EqualTo(201));

        await _app.SetUserAsync(id, "role", "viewer");

        ProblemAssert.IsProblem(await Create(flag + "-2"), 403);
    }

    [Test]
    public async Task Who_are_disabled_are_out_on_their_next_request_and_back_when_enabled()
    {
        var (id, client) = await NewAsync("viewer");
        Assert.That((await client.CallAsync("GET", "/auth/me")).Status, Is.EqualTo(200));

        await _app.SetUserAsync(id, "is_active", false);
        ProblemAssert.IsProblem(await client.CallAsync("GET", "/auth/me"), 401);

        await _app.SetUserAsync(id, "is_active", true);
        Assert.That((await client.CallAsync("GET", "/auth/me")).Status, Is.EqualTo(200));
    }

    [TestCase("Admin")]
    [TestCase("ADMIN")]
    [TestCase(" admin")]
    [TestCase("admin ")]
    [TestCase("viewer,admin")]
    [TestCase("viewer admin")]
    [TestCase("2")]
    [TestCase("99")]
    [TestCase("-1")]
    [TestCase("")]
    [TestCase("root")]
    [TestCase("\u0430dmin")]
    [TestCase("adm\u0131n")]
    public async Task Get_no_role_that_does_not_exist(string role)
    {
        var (id, _) = await NewAsync("viewer");

        ProblemAssert.IsProblem(await _admin.CallAsync("PUT", $"/auth/users/{id}/role", new { role }), 422, "role");
    }

    [Test]
    public async Task Get_their_role_alone_from_the_route_of_roles()
    {
        var (id, _) = await NewAsync("viewer");

        ProblemAssert.IsProblem(await _admin.CallAsync("PUT", $"/auth/users/{id}/role", """{"role":"viewer","is_active":false}"""), 422, "is_active");
    }

    [TestCase("role", "{\"role\":\"viewer\"}")]
    [TestCase("active", "{\"is_active\":false}")]
    public async Task Who_are_admins_cannot_do_it_to_themselves(string what, string body)
    {
        var me = (string)(await _admin.CallAsync("GET", "/auth/me")).Json["id"]!;

        ProblemAssert.IsProblem(await _admin.CallAsync("PUT", $"/auth/users/{me}/{what}", body), 409);
    }

    [Test]
    public async Task Who_are_admins_cannot_all_demote_each_other_at_once()
    {
        await using var app = await TestServerApp.StartAsync();
        var first = await app.As(Caller.Admin);
        var firstId = (string)(await first.CallAsync("GET", "/auth/me")).Json["id"]!;
        var user = await app.Services.UserAsync("second@example.com");
        await app.SetUserAsync(user.Id, "role", "admin");
        using var second = app.NewClient(await app.Services.TokenOfAsync("second@example.com"));

        var answers = await Task.WhenAll(
            first.CallAsync("PUT", $"/auth/users/{user.Id}/role", """{"role":"viewer"}"""),
            second.CallAsync("PUT", $"/auth/users/{firstId}/role", """{"role":"viewer"}"""));

        Assert.That(answers.Select(answer => answer.Status).Order(), Is.AnyOf(new[] { 200, 403 }, new[] { 200, 409 }));
    }

    [TestCase("0198c0de-7000-7000-8000-000000000001")]
    [TestCase("not-an-id")]
    [TestCase("1")]
    public async Task Who_do_not_exist_are_not_found(string id) =>
        ProblemAssert.IsProblem(await _admin.CallAsync("PUT", $"/auth/users/{id}/role", """{"role":"viewer"}"""), 404);

    [Test]
    public async Task Leave_who_changed_them_in_the_history()
    {
        var (id, _) = await NewAsync("developer");

        var entry = (await _admin.CallAsync("GET", "/audit?limit=1")).Json[0]!;

        Assert.That(
            ((string?)entry["entity_id"], (string?)entry["user_email"], entry["changes"]!.ToJsonString()),
            Is.EqualTo(($"{id}", TestServerApp.AdminEmail, """{"role":{"old":"viewer","new":"developer"}}""")));
    }

    private async Task<(Guid Id, HttpClient Client)> NewAsync(string role)
    {
        var email = $"{SharedServer.NewKey("user")}@example.com";
        var user = await _app.Services.UserAsync(email);
        await _app.SetUserAsync(user.Id, "role", role);
        return (user.Id, _app.NewClient(await _app.Services.TokenOfAsync(email)));
    }
}
