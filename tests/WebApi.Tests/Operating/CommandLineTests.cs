using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Operating;

internal sealed class CommandLineTests
{
    private TemporaryDirectory _data = null!;

    [SetUp]
    public void CreateDirectory() => _data = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _data.Dispose();

    [Test]
    public async Task Explains_itself()
    {
        var (exitCode, output, _) = await RunAsync("--help");

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.Contain("make-admin").And.Contain("migrate").And.Contain("ConnectionStrings__Postgres"));
    }

    [Test]
    public async Task Explains_a_command()
    {
        var (exitCode, output, _) = await RunAsync("make-admin", "--help");

        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.Contain("The address of an account that is registered already."));
    }

    [Test]
    public async Task Refuses_a_command_that_it_does_not_have()
    {
        var (exitCode, _, errors) = await RunAsync("make-coffee");

        Assert.That((exitCode, errors.Trim()), Is.EqualTo((1, """There is no command "make-coffee". --help lists the commands.""")));
    }

    [Test]
    public async Task Migrates_once()
    {
        var first = await RunAsync("migrate");
        var second = await RunAsync("migrate");

        Assert.That((first.ExitCode, second.ExitCode), Is.EqualTo((0, 0)));
        Assert.That(first.Output, Does.Match(@"\AApplied \d+ migrations?: 0001_initial"));
        Assert.That(second.Output.Trim(), Is.EqualTo("The database is up to date."));
    }

    [Test]
    public async Task Makes_an_admin_who_is_one_at_once()
    {
        await using var app = await TestServerApp.StartAsync();
        var (_, token) = await app.RegisterAsync("ann@example.com");
        using var ann = app.NewClient(token);

        var (exitCode, output, _) = await ServerExecutable.RunAsync(["make-admin", "ANN@example.com"], ("Storage__DataDirectory", app.DataDirectory));

        Assert.That((exitCode, output.Trim()), Is.EqualTo((0, "ann@example.com is an admin now.")));
        Assert.That((await ann.CallAsync("GET", "/auth/users")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Makes_no_admin_of_nobody()
    {
        var (exitCode, _, errors) = await RunAsync("make-admin", "nobody@example.com");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(errors, Does.StartWith("There is no account with the address \"nobody@example.com\"."));
    }

    [Test]
    public async Task Asks_for_what_a_command_needs()
    {
        var (exitCode, _, errors) = await RunAsync("make-admin");

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(errors, Is.Not.Empty);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => ServerExecutable.RunAsync(arguments, _data.Setting);
}
