using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.Infrastructure.Tests.Persistence;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.SdkKeys;

internal sealed class SdkKeyRepositoryTests(StoreKind kind) : OnEachDatabase(kind)
{
    [Test]
    public async Task Finds_what_was_added()
    {
        var environment = await Store.AddEnvironmentAsync("found");
        var key = await AddAsync(Key(environment) with { IsPlainBulk = true, ExpiresAt = A.Moment.AddDays(1), LastUsedAt = A.Moment, Name = "Ünï 🚀" });

        Assert.That(await With(keys => keys.FindAsync(environment.Id, key.Id, default)), Is.EqualTo(key));
    }

    [Test]
    public async Task Finds_nothing_by_the_id_of_another_environment()
    {
        var environment = await Store.AddEnvironmentAsync("mine");
        var other = await Store.AddEnvironmentAsync("theirs");
        var key = await AddAsync(Key(environment));

        Assert.That(await With(keys => keys.FindAsync(other.Id, key.Id, default)), Is.Null);
    }

    [Test]
    public async Task Lists_pages_oldest_first()
    {
        var environment = await Store.AddEnvironmentAsync("listed");
        List<SdkKey> added = [];
        foreach (var day in Enumerable.Range(0, 5))
        {
            added.Add(await AddAsync(Key(environment) with { Id = Guid.CreateVersion7(A.Moment.AddDays(day)) }));
        }

        Assert.That(await With(keys => keys.ListAllAsync(environment.Id, default)), Is.EqualTo(added));
        Assert.That(
            await Pages.ReadAsync(page => With(keys => keys.ListAsync(environment.Id, page, default)), limit: 2, last => new(last.Id.ToString("D"))),
            Is.EqualTo(added));
    }

    [Test]
    public async Task Keeps_the_latest_use_only()
    {
        var environment = await Store.AddEnvironmentAsync("used");
        var key = await AddAsync(Key(environment));
        await NoteAsync(key.Id, A.Moment.AddMinutes(2));
        await NoteAsync(key.Id, A.Moment.AddMinutes(1));
        await NoteAsync(Guid.CreateVersion7(A.Moment), A.Moment);

        Assert.That((await With(keys => keys.FindAsync(environment.Id, key.Id, default)))!.LastUsedAt, Is.EqualTo(A.Moment.AddMinutes(2)));
    }

    [Test]
    public async Task A_use_changes_no_version()
    {
        var environment = await Store.AddEnvironmentAsync("unmoved");
        await NoteAsync((await AddAsync(Key(environment))).Id, A.Moment);

        Assert.That(await Store.Get<IConfigurationReader>().ReadVersionsAsync(default), Has.Member(new EnvironmentVersion(environment.Id, environment.Version)));
    }

    [Test]
    public async Task A_configuration_has_all_keys_of_its_environment()
    {
        var environment = await Store.AddEnvironmentAsync("configured");
        var key = await AddAsync(Key(environment) with { IsPlainBulk = true, ExpiresAt = A.Moment.AddDays(1) });
        var read = (await Store.Get<IConfigurationReader>().ReadAsync(environment.Id, 0, default))!.SdkKeys!.Single();

        Assert.That(
            (read.Id, read.Kind, read.SecretHash, read.ExpiresAt, read.IsPlainBulk),
            Is.EqualTo((key.Id, key.Kind, key.SecretHash, key.ExpiresAt, key.IsPlainBulk)));
    }

    private static SdkKey Key(DeploymentEnvironment environment) => new()
    {
        Id = Guid.CreateVersion7(A.Moment),
        EnvironmentId = environment.Id,
        EnvironmentKey = environment.Key,
        Name = "Any",
        Kind = SdkKeyKind.Client,
        SecretHash = SdkKeySecret.Hash(SdkKeySecret.Create(SdkKeyKind.Client)),
        Hint = "abcd",
        CreatedAt = A.Moment,
    };

    private async Task<SdkKey> AddAsync(SdkKey key)
    {
        await Store.WithAsync<ISdkKeyRepository>(keys => keys.AddAsync(key, default));
        return key;
    }

    private Task NoteAsync(Guid id, DateTimeOffset at) => Store.WithAsync<ISdkKeyRepository>(keys => keys.NoteUsesAsync([(id, at)], default));

    private Task<T> With<T>(Func<ISdkKeyRepository, Task<T>> use) => Store.WithAsync(use);
}
