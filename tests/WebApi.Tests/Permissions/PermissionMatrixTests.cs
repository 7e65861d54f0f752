using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Permissions;

/// <summary>Every operation × every caller × every environment, with the effect looked at, not only the status.</summary>
[TestFixture("SQLite")]
[TestFixture("PostgreSQL")]
internal sealed class PermissionMatrixTests(string store)
{
    private static readonly string[] Environments = ["development", "staging", "production"];

    private TestServerApp _app = null!;

    [OneTimeSetUp]
    public async Task Start() => _app = store == "SQLite" ? await TestServerApp.StartAsync() : await TestServerApp.StartWithServersAsync();

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    [Test]
    public void Has_an_entry_for_each_route_and_no_other() =>
        Assert.That(PermissionMatrix.Entries.Keys, Is.EquivalentTo(Routes.All.Select(operation => operation.ToString())));

    [TestCaseSource(nameof(Cells))]
    public async Task Holds(string route, Caller caller, string environment)
    {
        var permission = PermissionMatrix.Entries[route];
        var isProtected = environment == "production";
        var stage = new Stage(_app, await _app.As(Caller.Admin), environment, isProtected);
        var client = await _app.As(caller);
        var call = await permission.Prepare(stage);
        var expected = permission.StatusFor(caller, isProtected);
        var before = await stage.StateAsync();

        var answer = await client.CallAsync(route.Split(' ')[0], call.Target, call.Body);

        Assert.That(answer.Status, Is.EqualTo(expected), answer.Body);
        Assert.That(await stage.StateAsync(), permission.IsWrite && expected < 300 ? Is.Not.EqualTo(before) : Is.EqualTo(before));
        if (expected >= 400 && !permission.IsBySdkKey) // those have errors of their own
        {
            ProblemAssert.IsProblem(answer, expected);
        }
    }

    private static IEnumerable<TestCaseData> Cells() =>
        from entry in PermissionMatrix.Entries
        from caller in Enum.GetValues<Caller>()
        from environment in entry.Value.IsInEnvironment ? Environments : ["(no environment)"]
        select new TestCaseData(entry.Key, caller, environment).SetArgDisplayNames(entry.Key, caller.ToString(), environment);
}
