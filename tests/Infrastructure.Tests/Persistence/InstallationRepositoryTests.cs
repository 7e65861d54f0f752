using FeatureFlag.Application.Installation;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

internal sealed class InstallationRepositoryTests(StoreKind kind) : OnEachDatabase(kind)
{
    [Test]
    public async Task Lets_exactly_one_of_many_begin()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Store.WithAsync<IInstallationRepository, bool>(installation => installation.TryBeginAsync(A.Moment, default)))));

        Assert.That(begun.Count(first => first), Is.EqualTo(1));
    }
}
