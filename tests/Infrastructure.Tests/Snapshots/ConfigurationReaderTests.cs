using System.Text.Json;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.SdkKeys;
using FeatureFlag.Domain.Targeting;
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
    public async Task Reads_of_many_flags_the_one_that_has_changed_since()
    {
        var environment = (await Store.SendAsync(new CreateEnvironment("changed-since", "Changed since"))).Value;
        await CreateAsync(environment.Key, "a", "b", "c");
        var before = (await Reader.ReadAsync(environment.Id, 0, default))!.Version;
        await Store.SendAsync(new UpdateFlag(environment.Key, "b", new FlagFields { IsEnabled = true }, null));
        var read = (await Reader.ReadAsync(environment.Id, before, default))!;

        Assert.That(
            (read.Since, read.Version, read.Flags.Select(flag => flag.Key), read.DeletedFlags),
            Is.EqualTo((before, before + 1, new[] { "b" }, Array.Empty<string>())).UsingPropertiesComparer());
    }

    [Test]
    public async Task Reads_what_was_deleted_since_and_what_was_created_again()
    {
        var environment = (await Store.SendAsync(new CreateEnvironment("deleted-since", "Deleted since"))).Value;
        await CreateAsync(environment.Key, "a", "b");
        var snapshot = new EnvironmentSnapshot((await Reader.ReadAsync(environment.Id, 0, default))!);
        await Store.SendAsync(new DeleteFlag(environment.Key, "a", null));
        await Store.SendAsync(new DeleteFlag(environment.Key, "b", null));
        await CreateAsync(environment.Key, "b");
        var read = (await Reader.ReadAsync(environment.Id, snapshot.Version, default))!;

        Assert.That(read.DeletedFlags, Is.EquivalentTo(new[] { "a", "b" }));
        Assert.That(snapshot.With(read).Flags.Select(flag => flag.Key), Is.EqualTo(new[] { "b" }));
    }

    [Test]
    public async Task A_complete_reading_has_no_deletions()
    {
        var environment = (await Store.SendAsync(new CreateEnvironment("complete", "Complete"))).Value;
        await CreateAsync(environment.Key, "a");
        await Store.SendAsync(new DeleteFlag(environment.Key, "a", null));

        Assert.That((await Reader.ReadAsync(environment.Id, 0, default))!.DeletedFlags, Is.Empty);
    }

    [Test]
    public async Task Reads_segments_and_keys()
    {
        var environment = await Store.AddEnvironmentAsync("with-segments");
        var id = Guid.CreateVersion7(A.Moment);
        await Store.ExecuteAsync(
            """
            INSERT INTO segments (id, environment_id, key, name, description, definition, search_text, version, created_at, updated_at)
            VALUES (@id, @environment, 's', 'S', '', '{"included":["ann"],"when":{"all":[]}}', 's', 3, 0, 0)
            """,
            new { id, environment = environment.Id });
        await Store.ExecuteAsync(
            """
            INSERT INTO sdk_keys (id, environment_id, name, kind, secret_hash, secret_hint, is_plain_bulk, expires_at, created_at)
            VALUES (@id, @environment, 'K', 'client', 'abc', 'h', @isPlain, @expires, 0)
            """,
            new { id, environment = environment.Id, isPlain = true, expires = A.Moment });
        var read = (await Reader.ReadAsync(environment.Id, 0, default))!;

        Assert.That(
            JsonSerializer.Serialize((object[])[read.Segments, read.SdkKeys!]),
            Is.EqualTo(JsonSerializer.Serialize((object[])
            [
                new SegmentDefinition[] { new() { Key = "s", Included = ["ann"], When = new() { All = [] }, Version = 3 } },
                new SdkKeyEntry[] { new() { Id = id, Kind = SdkKeyKind.Client, SecretHash = "abc", ExpiresAt = A.Moment, IsPlainBulk = true } },
            ])));
        Assert.That((await Reader.ReadAsync(environment.Id, environment.Version, default))!.SdkKeys, Has.Count.EqualTo(1));
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

    private async Task CreateAsync(string environmentKey, params string[] keys)
    {
        foreach (var key in keys)
        {
            await Store.SendAsync(new CreateFlag { Key = key, Name = "Any", EnvironmentKey = environmentKey });
        }
    }

    private async Task WriteAsync(string environmentKey, int writer)
    {
        for (var i = 0; i < 20; i++)
        {
            await Store.SendAsync(new CreateFlag { Key = $"flag-{writer}-{i}", Name = "Any", EnvironmentKey = environmentKey });
        }
    }
}
