using System.Diagnostics;
using FeatureFlag.TestKit;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Operating;

/// <summary>Two nodes, and what they do while PostgreSQL or Redis are away. Each test leaves both running.</summary>
internal sealed class ClusterTests
{
    /// <summary>A poll is a second, a frozen Redis costs a quarter; the rest is for slow machines.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    private Cluster _cluster = null!;
    private HttpClient[] _nodes = null!;
    private string _flag = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _cluster = await Cluster.StartAsync();
        var token = await _cluster.SignInAsync();
        _nodes = [.. _cluster.Nodes.Select(node => node.NewClient(token))];
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }

    [SetUp]
    public async Task CreateFlag()
    {
        _flag = SharedServer.NewKey("clustered");
        await Until.True(
            async () => (await _nodes[0].CallAsync("POST", "/flags", new { key = _flag, name = "Clustered", environment_key = "production" })).Status is 201 or 409);
        await SeenByTheOtherAsync(version: 1);
    }

    [Test]
    public void Prints_the_first_password_at_one_node_alone() => Assert.That(_cluster.PrintedPasswords.Count(), Is.EqualTo(1));

    [Test]
    public async Task Sets_the_store_up_once()
    {
        var audit = await _nodes[1].CallAsync("GET", "/audit?action=create&limit=200");

        Assert.That(
            audit.Json.AsArray().Where(entry => (string?)entry!["entity_type"] != "flag").Select(entry => (string?)entry!["entity_key"]),
            Is.EquivalentTo(new[] { "development", "staging", "production", "admin@localhost" }));
    }

    [Test]
    public async Task Shows_a_change_at_the_other_node_soon()
    {
        Assert.That((await SwitchAsync(true)).Status, Is.EqualTo(200));

        await SeenByTheOtherAsync(version: 2);
    }

    [Test]
    public async Task Shows_a_change_at_the_other_node_soon_while_Redis_is_frozen()
    {
        _cluster.Redis.Pause();
        try
        {
            Assert.That((await SwitchAsync(true)).Status, Is.EqualTo(200));

            await SeenByTheOtherAsync(version: 2);
        }
        finally
        {
            _cluster.Redis.Resume();
        }
    }

    [Test]
    public async Task Answers_every_evaluation_while_Redis_freezes_dies_and_comes_back()
    {
        using var done = new CancellationTokenSource();
        var evaluating = Task.WhenAll(_nodes.Select(node => EvaluateUntilAsync(node, done.Token)));

        _cluster.Redis.Pause();
        await SwitchAsync(true);
        await SeenByTheOtherAsync(version: 2);
        _cluster.Redis.Resume();
        _cluster.Redis.Kill();
        await SwitchAsync(false);
        await SeenByTheOtherAsync(version: 3);
        _cluster.Redis.Start();
        await SwitchAsync(true);
        await SeenByTheOtherAsync(version: 4);

        await done.CancelAsync();
        Assert.That((await evaluating).SelectMany(statuses => statuses), Is.All.EqualTo(200));
        await Until.True(async () => await StatusAsync(_nodes[0]) == "ready" && await StatusAsync(_nodes[1]) == "ready", TimeSpan.FromSeconds(20));
    }

    [TestCase(false, TestName = "Evaluates_and_refuses_changes_while_PostgreSQL_is_stopped")]
    [TestCase(true, TestName = "Evaluates_and_refuses_changes_while_PostgreSQL_is_frozen")]
    public async Task Evaluates_and_refuses_changes(bool frozen)
    {
        if (frozen)
        {
            _cluster.Postgres.Pause();
        }
        else
        {
            _cluster.Postgres.Stop();
        }

        try
        {
            await Until.True(async () => await StatusAsync(_nodes[0]) == "degraded" && await StatusAsync(_nodes[1]) == "degraded", TimeSpan.FromSeconds(20));
            var age = await AgeAsync();
            var watch = Stopwatch.StartNew();
            var write = await SwitchAsync(true);

            Assert.Multiple(async () =>
            {
                ProblemAssert.IsProblem(write, 503);
                Assert.That(watch.Elapsed, Is.LessThan(Soon));
                Assert.That(await Task.WhenAll(_nodes.Select(EvaluateAsync)), Is.All.EqualTo(200));
                ProblemAssert.IsProblem(await _nodes[0].CallAsync("GET", "/flags"), 503);
                ProblemAssert.IsProblem(await _nodes[0].CallAsync("POST", "/auth/login", new { email = "a@example.com", password = "a password" }), 503);
                Assert.That((await _nodes[0].CallAsync("GET", "/health")).Status, Is.EqualTo(200));
                Assert.That((await _nodes[0].CallAsync("GET", "/metrics")).Body, Does.Match(@"(?m)^featureflag_store_reachable(\{[^}]*\})? 0\r?$"));
            });
            await Until.True(async () => await AgeAsync() > age, because: "the age of the snapshots grows");
        }
        finally
        {
            if (frozen)
            {
                _cluster.Postgres.Resume();
            }
            else
            {
                _cluster.Postgres.Start();
            }
        }

        await Until.True(async () => (await SwitchAsync(true)).Status == 200, because: "writes come back with PostgreSQL");
        await SeenByTheOtherAsync(version: 2);
        await Until.True(async () => await StatusAsync(_nodes[0]) == "ready");
    }

    private static async Task<int> EvaluateAsync(HttpClient node) => (await node.CallAsync("GET", "/evaluate/some?environment_key=production&user_id=alice")).Status;

    private static async Task<string?> StatusAsync(HttpClient node) => (string?)(await node.CallAsync("GET", "/health/ready")).Json["status"];

    private static async Task<List<int>> EvaluateUntilAsync(HttpClient node, CancellationToken done)
    {
        var statuses = new List<int>();
        while (!done.IsCancellationRequested)
        {
            statuses.Add(await EvaluateAsync(node));
        }

        return statuses;
    }

    private async Task<double> AgeAsync() => (double)(await _nodes[0].CallAsync("GET", "/health/ready")).Json["snapshot_age_seconds"]!;

    private Task<Answer> SwitchAsync(bool on) => _nodes[0].CallAsync("PUT", $"/flags/{_flag}?environment_key=production", new { is_enabled = on });

    private Task SeenByTheOtherAsync(long version) => Until.True(
        async () => (long?)(await _nodes[1].CallAsync("GET", $"/evaluate/{_flag}?environment_key=production")).Json["flag_version"] == version,
        Soon,
        because: "the other node should see the change");
}
