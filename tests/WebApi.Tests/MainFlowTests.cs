using FeatureFlag.Client;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests;

/// <summary>What the product is for, by the generated client.</summary>
internal sealed class MainFlowTests
{
    private const string Production = "production";

    private HttpClient _http = null!;
    private string _key = null!;

    private FlagsClient Flags => new(_http);

    private EvaluateClient Evaluate => new(SharedServer.App.Anonymous);

    [OneTimeSetUp]
    public async Task SignIn()
    {
        _http = SharedServer.App.NewClient();
        var session = await new AuthClient(_http).LoginAsync(new Credentials { Email = TestServerApp.AdminEmail, Password = TestServerApp.Password });
        _http.DefaultRequestHeaders.Authorization = new("Bearer", session.Access_token);
    }

    [OneTimeTearDown]
    public void Close() => _http.Dispose();

    [SetUp]
    public async Task CreateHalfRollout()
    {
        // Alice is in and bob is out, by arithmetic.
        _key = Enumerable.Range(0, 1000).Select(_ => SharedServer.NewKey("half"))
            .First(key => Bucketing.Bucket(key, "alice") < 50_000 && Bucketing.Bucket(key, "bob") >= 50_000);
        await Flags.CreateAsync(new CreateFlag
        {
            Key = _key, Name = "Half", Environment_key = Production, Flag_type = "percentage", Is_enabled = true, Rollout_percentage = 50,
        });
    }

    [Test]
    public async Task Turns_the_flag_on_for_the_half_that_alice_is_in()
    {
        var answer = await Evaluate.GetAsync(_key, Production, "alice");

        Assert.Multiple(() =>
        {
            Assert.That(answer.Enabled, Is.True);
            Assert.That(answer.Variant, Is.EqualTo("on"));
            Assert.That(answer.Reason, Is.EqualTo($"User bucket {Bucketing.Bucket(_key, "alice")} is within 50% rollout"));
            Assert.That(answer.Bucket, Is.EqualTo(Bucketing.Bucket(_key, "alice")));
            Assert.That(answer.Reason_code, Is.EqualTo("SPLIT"));
        });
    }

    [Test]
    public async Task Leaves_the_flag_off_for_the_half_that_bob_is_in()
    {
        var answer = await Evaluate.GetAsync(_key, Production, "bob");

        Assert.Multiple(() =>
        {
            Assert.That(answer.Enabled, Is.False);
            Assert.That(answer.Value?.ToString(), Is.EqualTo("False"));
            Assert.That(answer.Reason, Is.EqualTo($"User bucket {Bucketing.Bucket(_key, "bob")} is outside 50% rollout"));
        });
    }

    [Test]
    public async Task Shows_a_change_to_the_very_next_evaluation()
    {
        await Flags.UpdateAsync(_key, Production, null, new FlagFields { Rollout_percentage = 100 });

        var answer = await Evaluate.GetAsync(_key, Production, "bob");

        Assert.That((answer.Enabled, answer.Flag_version), Is.EqualTo((true, 2L)));
    }

    [Test]
    public async Task Answers_from_memory() => Assert.That((await Evaluate.GetAsync(_key, Production, "alice")).Cached, Is.True);

    [Test]
    public async Task Answers_a_POST_as_a_GET()
    {
        var get = await SharedServer.App.Anonymous.CallAsync("GET", $"/evaluate/{_key}?environment_key=production&user_id=alice");
        var post = await SharedServer.App.Anonymous.CallAsync("POST", $"/evaluate/{_key}", new { environment_key = Production, user_id = "alice" });

        Assert.That(post.Body, Is.EqualTo(get.Body));
    }

    [Test]
    public async Task Evaluates_all_flags_of_an_environment()
    {
        var answers = await Evaluate.PostAllAsync(new EvaluationRequest { Environment_key = Production, User_id = "alice" });

        Assert.That(answers.Single(answer => answer.Flag_key == _key).Enabled, Is.True);
    }

    [Test]
    public async Task Leaves_the_same_key_in_another_environment_alone()
    {
        await Flags.CreateAsync(new CreateFlag { Key = _key, Name = "Half", Environment_key = "staging" });
        await Flags.UpdateAsync(_key, Production, null, new FlagFields { Is_enabled = false });
        await Flags.UpdateAsync(_key, "staging", null, new FlagFields { Is_enabled = true });

        Assert.That((await Flags.GetAsync(_key, Production)).Is_enabled, Is.False);
    }

    [Test]
    public async Task Switches_off_for_everybody()
    {
        await Flags.UpdateAsync(_key, Production, null, new FlagFields { Is_enabled = false });

        Assert.That((await Evaluate.GetAsync(_key, Production, "alice")).Reason, Is.EqualTo("Flag is disabled"));
    }

    [Test]
    public async Task Is_unknown_to_evaluation_once_it_is_deleted()
    {
        await Flags.DeleteAsync(_key, Production, null);

        var answer = await Evaluate.GetAsync(_key, Production, "alice");
        Assert.That((answer.Enabled, answer.Error_code, answer.Variant), Is.EqualTo((false, "FLAG_NOT_FOUND", (string?)null)));
    }

    [Test]
    public async Task Tells_the_history_of_the_flag()
    {
        await Flags.UpdateAsync(_key, Production, null, new FlagFields { Rollout_percentage = 12.5 });

        var history = await new AuditClient(_http).ListFlagAsync(_key, null, null, null, null, null, null, null);

        var change = history[0].Changes["rollout_percentage"];
        Assert.That((history.Count, $"{change.Old}", $"{change.New}"), Is.EqualTo((2, "50", "12.5")));
    }

    [Test]
    public void Gives_errors_as_problems_with_a_sentence()
    {
        var error = Assert.ThrowsAsync<ApiException<Problem>>(() => Flags.GetAsync("no-such", Production))!;

        Assert.That((error.StatusCode, error.Result.Detail), Is.EqualTo((404, """There is no flag "no-such" in "production". GET /flags?environment_key=production lists them.""")));
    }

    [Test]
    public async Task Manages_environments()
    {
        var environments = new EnvironmentsClient(_http);
        var key = SharedServer.NewKey("env");
        await environments.CreateAsync(new CreateEnvironment { Key = key, Name = "One more", Is_protected = true });
        var read = await environments.GetAsync(key);
        await environments.DeleteAsync(key, null, "\"1\"");

        Assert.That((read.Is_protected, (await environments.ListAsync(null, null)).Any(e => e.Key == key)), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task Manages_users()
    {
        var (id, token) = await SharedServer.App.RegisterAsync($"{SharedServer.NewKey()}@example.com");
        var users = new AuthClient(_http);
        await users.ChangeRoleAsync(id, new RoleRequest { Role = "developer" });
        await users.ChangeActivityAsync(id, new ActivityRequest { Is_active = true });
        using var theirs = SharedServer.App.NewClient(token);

        Assert.That((await new AuthClient(theirs).MeAsync()).Role, Is.EqualTo("developer"));
    }

    [Test]
    public async Task Is_healthy() => Assert.That((await new HealthClient(SharedServer.App.Anonymous).GetAsync()).Status, Is.EqualTo("healthy"));
}
