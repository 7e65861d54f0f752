using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

/// <summary>Use cases that run at once, each in a scope of its own as requests do.</summary>
internal sealed class ConcurrentChangesTests(StoreKind kind) : OnEachDatabase(kind)
{
    [Test]
    public async Task One_of_many_creations_of_a_key_wins()
    {
        var environment = await CreateEnvironmentAsync("one-key");
        var results = await AtOnceAsync(20, _ => CreateAsync(environment, "contested"));

        Assert.That(results.Select(result => result.Error?.Kind), Is.EquivalentTo(
            Enumerable.Repeat<ErrorKind?>(ErrorKind.Conflict, 19).Append(null)));
    }

    /// <summary>Neither sees the other's row before it commits: only a lock of the key keeps them from both going through.</summary>
    [Test]
    public async Task Creations_of_one_key_in_two_environments_agree_on_a_value_type()
    {
        var (one, other) = (await CreateEnvironmentAsync("type-one"), await CreateEnvironmentAsync("type-other"));
        await AtOnceAsync(40, i => Store.SendAsync(new CreateFlag
        {
            Key = $"typed-{i / 2}",
            Name = "Any",
            EnvironmentId = i % 2 == 0 ? one.Id : other.Id,
            FlagType = "multivariate",
            ValueType = i % 2 == 0 ? "string" : "number",
            Variants = new([new("only", i % 2 == 0 ? JsonToken.Of("x") : new("1"), 100_000)]),
            OffVariant = "only",
        }));

        Assert.That(
            await Store.QueryAsync<string>("SELECT key FROM flags WHERE key LIKE 'typed-%' GROUP BY key HAVING count(*) > 1"), Is.Empty);
        Assert.That(
            (await Store.QueryAsync<long>("SELECT count(*) FROM flags WHERE key LIKE 'typed-%'"))[0], Is.EqualTo(20));
    }

    [Test]
    public async Task Two_flags_that_become_each_others_prerequisite_at_once_make_no_circle()
    {
        var environment = await CreateEnvironmentAsync("circle");
        await CreateAsync(environment, "left");
        await CreateAsync(environment, "right");
        var answers = await AtOnceAsync(2, i => Store.SendAsync(
            new UpdateFlag(environment.Key, i == 0 ? "left" : "right", new() { Prerequisites = new([new(i == 0 ? "right" : "left")]) }, null)));

        Assert.That(answers.Count(answer => answer.IsOk), Is.EqualTo(1));
    }

    [Test]
    public async Task One_of_many_creations_of_an_environment_wins()
    {
        var results = await AtOnceAsync(20, _ => Store.SendAsync(new CreateEnvironment("contested", "Contested")));

        Assert.That(results.Count(result => result.IsOk), Is.EqualTo(1));
    }

    [Test]
    public async Task Updates_of_different_fields_all_survive()
    {
        var environment = await CreateEnvironmentAsync("different-fields");
        await CreateAsync(environment, "shared");
        FlagFields[] changes =
        [
            new() { Name = "Renamed" },
            new() { Description = "Described" },
            new() { IsEnabled = true },
            new() { RolloutPercentage = 12.5m },
            new() { Owner = "ann" },
            new() { Purpose = "permission" },
            new() { Tags = new(["tagged"]) },
            new() { Salt = "salted" },
        ];
        await AtOnceAsync(changes.Length, i => Store.SendAsync(new UpdateFlag(environment.Key, "shared", changes[i], null)));

        var flag = (await Store.SendAsync(new GetFlag(environment.Key, "shared"))).Value;
        Assert.That(
            (flag.Version, flag.Name, flag.Description, flag.IsEnabled, flag.Rollout.Percent, flag.Owner, flag.Purpose, flag.Tags[0], flag.Salt),
            Is.EqualTo((9L, "Renamed", "Described", true, 12.5m, "ann", "permission", "tagged", "salted")));
    }

    [Test]
    public async Task One_of_many_updates_of_a_named_version_wins()
    {
        var environment = await CreateEnvironmentAsync("named-version");
        await CreateAsync(environment, "shared");
        var results = await AtOnceAsync(
            10, i => Store.SendAsync(new UpdateFlag(environment.Key, "shared", new() { Name = $"Name {i}" }, ExpectedVersion: 1)));

        Assert.That(results.Select(result => result.Error?.Kind), Is.EquivalentTo(
            Enumerable.Repeat<ErrorKind?>(ErrorKind.VersionMismatch, 9).Append(null)));
    }

    [Test]
    public async Task The_environments_version_counts_every_change_and_only_changes()
    {
        var environment = await CreateEnvironmentAsync("counted");
        await AtOnceAsync(10, async writer =>
        {
            foreach (var number in Enumerable.Range(0, 5))
            {
                await CreateAsync(environment, $"flag-{writer}-{number}");
                await CreateAsync(environment, $"flag-{writer}-{number}");
            }

            return true;
        });

        var after = await Store.SendAsync(new GetEnvironment(environment.Key));
        Assert.That(after.Value.Version, Is.EqualTo(environment.Version + 50));
    }

    [Test]
    public async Task Every_change_has_exactly_one_audit_entry()
    {
        var environment = await CreateEnvironmentAsync("audited");
        await AtOnceAsync(10, async writer =>
        {
            await CreateAsync(environment, $"flag-{writer}");
            await Store.SendAsync(new UpdateFlag(environment.Key, $"flag-{writer}", new() { IsEnabled = true }, null));
            await Store.SendAsync(new UpdateFlag(environment.Key, $"flag-{writer}", new() { IsEnabled = true }, null));
            return await Store.SendAsync(new DeleteFlag(environment.Key, $"flag-{writer}", null));
        });

        var entries = await Store.QueryAsync<string>(
            "SELECT entity_key || ' ' || action FROM audit_entries WHERE environment_key = @Key AND entity_type = 'flag'", environment);
        Assert.That(entries, Is.EquivalentTo(
            Enumerable.Range(0, 10).SelectMany(i => new[] { $"flag-{i} create", $"flag-{i} update", $"flag-{i} delete" })));
    }

    [Test]
    public async Task Deleting_an_environment_that_is_being_filled_leaves_no_orphans()
    {
        foreach (var round in Enumerable.Range(0, 5))
        {
            var environment = await CreateEnvironmentAsync($"doomed-{round}");
            await AtOnceAsync(10, async i => i == 5
                ? (await Store.SendAsync(new DeleteEnvironment(environment.Key, Force: true, null))).Error
                : (await CreateAsync(environment, $"flag-{i}")).Error);
        }

        Assert.That(
            await Store.QueryAsync<string>("SELECT key FROM flags WHERE environment_id NOT IN (SELECT id FROM environments)"), Is.Empty);
    }

    [Test]
    public async Task Deleting_an_environment_that_is_being_filled_fails_nobody_unexpectedly()
    {
        var environment = await CreateEnvironmentAsync("doomed");
        var errors = await AtOnceAsync(20, async i => i == 10
            ? (await Store.SendAsync(new DeleteEnvironment(environment.Key, Force: true, null))).Error
            : (await CreateAsync(environment, $"flag-{i}")).Error);

        Assert.That(errors.OfType<Error>().Select(error => error.Kind), Is.All.EqualTo(ErrorKind.NotFound));
    }

    [Test]
    public async Task What_a_deleted_environment_took_with_it_is_all_in_the_history()
    {
        var environment = await CreateEnvironmentAsync("balanced");
        await AtOnceAsync(10, async i => i == 5
            ? (await Store.SendAsync(new DeleteEnvironment(environment.Key, Force: true, null))).Error
            : (await CreateAsync(environment, $"flag-{i}")).Error);

        var history = await Store.QueryAsync<string>(
            "SELECT entity_key FROM audit_entries WHERE environment_key = @Key AND entity_type = 'flag' AND action = @action ORDER BY entity_key",
            new { environment.Key, action = "create" });
        Assert.That(
            await Store.QueryAsync<string>(
                "SELECT entity_key FROM audit_entries WHERE environment_key = @Key AND entity_type = 'flag' AND action = @action ORDER BY entity_key",
                new { environment.Key, action = "delete" }),
            Is.EqualTo(history));
    }

    /// <summary>More than the pool has connections: nobody may keep one while waiting for somebody who needs one.</summary>
    [Test]
    public async Task A_hundred_writers_wait_for_each_other_without_running_out_of_connections()
    {
        var environment = await CreateEnvironmentAsync("crowded");
        await AtOnceAsync(100, i => CreateAsync(environment, $"flag-{i}"));

        Assert.That(Store.Logs.With("cannot be reached"), Is.Empty);
    }

    private static async Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> act) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => act(i))));

    private async Task<DeploymentEnvironment> CreateEnvironmentAsync(string key) =>
        (await Store.SendAsync(new CreateEnvironment(key, key))).Value;

    private Task<Result<Flag>> CreateAsync(DeploymentEnvironment environment, string key) =>
        Store.SendAsync(new CreateFlag { Key = key, Name = key, EnvironmentId = environment.Id });
}
