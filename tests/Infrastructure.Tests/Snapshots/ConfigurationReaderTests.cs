using System.Text.Json;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Infrastructure.Tests.Persistence;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Snapshots;

internal sealed class ConfigurationReaderTests(StoreKind kind) : OnEachDatabase(kind)
{
    [Test]
    public async Task Reads_the_versions_of_all_environments()
    {
        var environment = await Store.AddEnvironmentAsync("versioned");

        Assert.That(await Reader.ReadVersionsAsync(default), Has.Member(new EnvironmentVersion(environment.Id, 1)));
    }

    [Test]
    public async Task Reads_an_environment_with_its_flags()
    {
        var environment = await Store.AddEnvironmentAsync("with-flags");
        var flag = await Store.AddAsync(A.PercentageFlag("a-flag", 12.5m).In(environment) with { Tags = ["x"], ExpiresOn = new DateOnly(2027, 1, 2) });
        var read = await Reader.ReadAsync(environment.Id, 0, default);

        Assert.That(JsonSerializer.Serialize(read), Is.EqualTo(JsonSerializer.Serialize(A.Configuration(environment, flag))));
    }

    [Test]
    public async Task Reads_nothing_of_an_environment_that_is_gone() =>
        Assert.That(await Reader.ReadAsync(A.Environment().Id, 0, default), Is.Null);

    /// <summary>Every change adds one flag: so at any version there are as many as changes so far.</summary>
    [Test]
    public async Task Version_and_flags_are_of_one_instant()
    {
        var environment = (await Store.SendAsync(new CreateEnvironment("one-instant", "One instant"))).Value;
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() => WriteAsync(environment.Key, writer))));
        var torn = new List<string>();
        while (!writing.IsCompleted)
        {
            var read = (await Reader.ReadAsync(environment.Id, 0, default))!;
            if (read.Version != 1 + read.Flags.Count)
            {
                torn.Add($"version {read.Version} with {read.Flags.Count} flags");
            }
        }

        await writing;
        Assert.That(torn, Is.Empty);
    }

    private IConfigurationReader Reader => Store.Get<IConfigurationReader>();

    private async Task WriteAsync(string environmentKey, int writer)
    {
        for (var i = 0; i < 20; i++)
        {
            await Store.SendAsync(new CreateFlag { Key = $"flag-{writer}-{i}", Name = "Any", EnvironmentKey = environmentKey });
        }
    }
}
