using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

internal sealed class DependencyRepositoryTests(StoreKind kind) : OnEachDatabase(kind)
{
    private int _environments;

    [Test]
    public async Task Comes_back_as_it_was_kept()
    {
        var environment = await EnvironmentAsync();
        var kept = new Dependency(Node.Flag("a"), Node.Flag("b"), 7, ["on", "off"]);
        await ReplaceAsync(environment, kept);

        var found = (await ListOnAsync(environment, Node.Flag("b"))).Single();

        Assert.That((found.Source, found.Target, found.Lookups, string.Join(' ', found.Variants)), Is.EqualTo((kept.Source, kept.Target, 7, "on off")));
    }

    [Test]
    public async Task Replaces_all_of_a_source()
    {
        var environment = await EnvironmentAsync();
        await ReplaceAsync(environment, Between("a", "b"), Between("a", "c"));
        await ReplaceAsync(environment, Between("a", "d"));

        Assert.That(await AroundAsync(environment, "a"), Is.EqualTo("a>d"));
    }

    [Test]
    public async Task Finds_what_is_around_and_nothing_else()
    {
        var environment = await EnvironmentAsync();
        foreach (var dependency in new[] { Between("a", "b"), Between("b", "c"), Between("c", "d"), Between("x", "b"), Between("y", "z") })
        {
            await ReplaceAsync(environment, dependency);
        }

        Assert.That(await AroundAsync(environment, "b"), Is.EqualTo("a>b b>c c>d x>b"));
    }

    [Test]
    public async Task Finds_what_others_who_lead_there_lead_to_besides()
    {
        var environment = await EnvironmentAsync();
        await ReplaceAsync(environment, Between("a", "b"), Between("a", "side"));
        await ReplaceAsync(environment, Between("b", "c"));
        await ReplaceAsync(environment, Between("side", "end"));

        Assert.That(await AroundAsync(environment, "b"), Is.EqualTo("a>b a>side b>c side>end"));
    }

    [Test]
    public async Task Ends_in_a_circle()
    {
        var environment = await EnvironmentAsync();
        await ReplaceAsync(environment, Between("a", "b"));
        await ReplaceAsync(environment, Between("b", "a"));

        Assert.That(await AroundAsync(environment, "a"), Is.EqualTo("a>b b>a"));
    }

    [Test]
    public async Task Keeps_environments_apart()
    {
        var (one, other) = (await EnvironmentAsync(), await EnvironmentAsync());
        await ReplaceAsync(one, Between("a", "b"));
        await ReplaceAsync(other, Between("b", "c"));

        Assert.That((await AroundAsync(one, "a"), (await ListOnAsync(other, Node.Flag("b"))).Count), Is.EqualTo(("a>b", 0)));
    }

    [Test]
    public async Task Loses_what_a_deleted_flag_looked_into()
    {
        var environment = await EnvironmentAsync();
        var flag = await Store.AddAsync(A.Flag("a").In(environment));
        await ReplaceAsync(environment, Between("a", "b"));
        await Store.WithAsync<IFlagRepository, bool>(flags => flags.DeleteAsync(flag, default));

        Assert.That(await ListOnAsync(environment, Node.Flag("b")), Is.Empty);
    }

    [Test]
    public async Task Lists_dependants_page_by_page()
    {
        var environment = await EnvironmentAsync();
        foreach (var key in new[] { "a", "b", "c" })
        {
            await Store.AddAsync(A.Flag(key).In(environment));
            await ReplaceAsync(environment, Between(key, "base"));
        }

        var page = await Store.WithAsync<IDependencyRepository, IReadOnlyList<Dependant>>(
            dependencies => dependencies.ListDependantsAsync(environment.Id, Node.Flag("base"), new(1, new("flag", "a")), default));

        Assert.That(page, Is.EqualTo(new Dependant[] { new("flag", "b", "The flag b"), new("flag", "c", "The flag c") }));
    }

    [Test]
    public async Task Finds_a_thousand_flags_by_key()
    {
        var environment = await EnvironmentAsync();
        await Store.AddAsync(A.Flag("f7").In(environment));
        var keys = Enumerable.Range(0, 1000).Select(i => $"f{i}").ToList();

        var found = await Store.WithAsync<IFlagRepository, IReadOnlyList<Domain.Flags.Flag>>(flags => flags.FindAllAsync(environment.Id, keys, default));

        Assert.That(found.Select(flag => flag.Key), Is.EqualTo(new[] { "f7" }));
    }

    private static Dependency Between(string source, string target) => new(Node.Flag(source), Node.Flag(target), 1, []);

    private Task<DeploymentEnvironment> EnvironmentAsync() => Store.AddEnvironmentAsync($"web-{++_environments}");

    private Task ReplaceAsync(DeploymentEnvironment environment, params Dependency[] dependencies) => Store.WithAsync<IDependencyRepository>(
        repository => repository.ReplaceAsync(environment.Id, dependencies[0].Source, dependencies, default));

    private Task<IReadOnlyList<Dependency>> ListOnAsync(DeploymentEnvironment environment, Node target) =>
        Store.WithAsync<IDependencyRepository, IReadOnlyList<Dependency>>(dependencies => dependencies.ListOnAsync(environment.Id, target, default));

    private async Task<string> AroundAsync(DeploymentEnvironment environment, string flag)
    {
        var found = await Store.WithAsync<IDependencyRepository, IReadOnlyList<Dependency>>(
            dependencies => dependencies.ListAroundAsync(environment.Id, Node.Flag(flag), default));
        return string.Join(' ', found.Select(dependency => $"{dependency.Source.Key}>{dependency.Target.Key}"));
    }
}
