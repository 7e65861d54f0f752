using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Auth;

internal sealed class LoginTests
{
    private static TestServerApp App => SharedServer.App;

    [Test]
    public async Task Answers_alike_for_unknown_wrong_and_disabled()
    {
        await App.As(Caller.Disabled);

        var unknown = await LoginAsync("nobody@example.com", "a wrong password");
        var wrong = await LoginAsync(TestServerApp.AdminEmail, "a wrong password");
        var disabled = await LoginAsync("disabled@example.com", TestServerApp.Password);

        ProblemAssert.IsProblem(unknown, 401);
        Assert.That(new[] { Alike(wrong), Alike(disabled) }, Is.All.EqualTo(Alike(unknown)));
    }

    [TestCase("ADMIN@EXAMPLE.COM")]
    [TestCase("Admin@Example.Com")]
    public async Task Knows_an_address_in_any_case(string email) => Assert.That((await LoginAsync(email, TestServerApp.Password)).Status, Is.EqualTo(200));

    [TestCase(" admin@example.com")]
    [TestCase("admin@example.com ")]
    [TestCase("adm\u0131n@example.com")]
    [TestCase("admin@example.com\n")]
    [TestCase("")]
    public async Task Knows_it_in_no_other_spelling(string email) => ProblemAssert.IsProblem(await LoginAsync(email, TestServerApp.Password), 401);

    [Test]
    public async Task Refuses_a_password_too_long_to_be_one_without_hashing_it()
    {
        var answer = await LoginAsync(TestServerApp.AdminEmail, new string('x', 900_000));

        ProblemAssert.IsProblem(answer, 422, "password");
    }

    [Test]
    public async Task Slows_guessing_at_one_account_down_wherever_it_comes_from()
    {
        await using var app = await TestServerApp.StartAsync("--Auth:LoginFailuresPerMinutePerAccount=3");
        var guess = 0;
        Task<Answer> Guess(string email) => app.Anonymous.CallAsync(
            "POST", "/auth/login", new { email, password = $"a wrong password {guess++}" }, ("X-Forwarded-For", $"203.0.113.{guess}"));
        for (var i = 0; i < 3; i++)
        {
            ProblemAssert.IsProblem(await Guess(TestServerApp.AdminEmail), 401);
        }

        ProblemAssert.IsProblem(await Guess(TestServerApp.AdminEmail.ToUpperInvariant()), 429);
        ProblemAssert.IsProblem(await Guess("another@example.com"), 401);
    }

    [Test]
    public async Task Of_hundreds_at_once_leaves_evaluation_alone()
    {
        using var done = new CancellationTokenSource();
        var evaluating = EvaluateUntilAsync(done.Token);

        var answers = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => LoginAsync($"nobody-{i}@example.com", "a wrong password")));
        await done.CancelAsync();
        var evaluations = await evaluating;

        Assert.Multiple(() =>
        {
            Assert.That(answers.Select(answer => answer.Status).Distinct(), Is.SubsetOf(new[] { 401, 429 }));
            Assert.That(answers.Where(answer => answer.Status == 429).SelectMany(ProblemAssert.Faults), Is.Empty);
            Assert.That(evaluations, Is.Not.Empty.And.All.EqualTo(200));
        });
    }

    [Test]
    public async Task Shows_no_hash_anywhere()
    {
        var admin = await App.As(Caller.Admin);
        await App.RegisterAsync($"{SharedServer.NewKey("hashless")}@example.com");
        foreach (var operation in Routes.All.Where(operation => operation.Method == "GET"))
        {
            var answer = await admin.CallAsync("GET", operation.Target);

            Assert.That(answer.Body, Does.Not.Contain("$argon2").And.Not.Contain("hash\"").And.Not.Contain("password\""), operation.ToString());
        }
    }

    private static async Task<List<int>> EvaluateUntilAsync(CancellationToken done)
    {
        var statuses = new List<int>();
        do
        {
            statuses.Add((await App.Anonymous.CallAsync("GET", "/evaluate/some?environment_key=production&user_id=alice")).Status);
        }
        while (!done.IsCancellationRequested);

        return statuses;
    }

    private static Task<Answer> LoginAsync(string email, string password) => App.Anonymous.CallAsync("POST", "/auth/login", new { email, password });

    /// <summary>Everything but the date and the request's id.</summary>
    private static string Alike(Answer answer) =>
        answer.Essence + string.Join(';', answer.Headers.Where(header => header.Key is not ("Date" or "Content-Length")).Select(header => $"{header.Key}: {header.Value}").Order(StringComparer.Ordinal));
}
