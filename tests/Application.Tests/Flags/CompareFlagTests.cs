using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Domain;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Application.Tests.Flags;

internal sealed class CompareFlagTests() : OnDatabase(StoreKind.Sqlite)
{
    [OneTimeSetUp]
    public async Task AddEnvironments()
    {
        foreach (var key in new[] { "development", "staging", "production" })
        {
            await Store.SendAsync(new CreateEnvironment(key, key));
        }
    }

    [Test]
    public async Task Shows_every_environment_whether_it_has_the_flag_or_not()
    {
        await CreateAsync("development", "in-two");
        await CreateAsync("production", "in-two");

        Assert.That(
            (await CompareAsync("in-two")).Environments.Select(place => $"{place.EnvironmentKey} {place.Flag?.EnvironmentKey}"),
            Is.EqualTo(new[] { "development development", "staging ", "production production" }));
    }

    [Test]
    public async Task Tells_of_each_field_that_differs_its_value_wherever_the_flag_is()
    {
        await CreateAsync("development", "differs");
        await CreateAsync("production", "differs");
        await Store.SendAsync(new UpdateFlag("development", "differs", new() { IsEnabled = true, Owner = "ann" }, null));

        Assert.That((await CompareAsync("differs")).Differences.ToJsonString(), Is.EqualTo(
            """{"is_enabled":{"development":true,"production":false},"owner":{"development":"ann","production":null}}"""));
    }

    [Test]
    public async Task Tells_no_difference_between_one_and_none()
    {
        await CreateAsync("staging", "alone");

        Assert.That((await CompareAsync("alone")).Differences, Is.Empty);
    }

    [TestCase("viewer", null)]
    [TestCase("anonymous", ErrorKind.Unauthenticated)]
    public async Task Whoever_is_signed_in_may(string who, ErrorKind? expected)
    {
        await CreateAsync("staging", $"for-{who}");

        Assert.That((await Store.SendAsAsync(People.Named(who), new CompareFlag($"for-{who}"))).Error?.Kind, Is.EqualTo(expected));
    }

    [Test]
    public async Task Does_not_know_a_flag_that_is_nowhere() =>
        Assert.That((await Store.SendAsync(new CompareFlag("nowhere"))).Error!.Kind, Is.EqualTo(ErrorKind.NotFound));

    private Task CreateAsync(string environment, string key) =>
        Store.SendAsync(new CreateFlag { Key = key, Name = "Any", EnvironmentKey = environment });

    private async Task<FlagComparison> CompareAsync(string key) => (await Store.SendAsync(new CompareFlag(key))).Value;
}
