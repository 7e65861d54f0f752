using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Application.Tests.Snapshots;

/// <summary>A cache whose answers and fills take effect only when <see cref="Delay"/> lets them.</summary>
internal sealed class FakeCache : IConfigurationCache
{
    private readonly Dictionary<(EnvironmentVersion Version, long Since), EnvironmentConfiguration> _entries = [];

    public Func<Task> Delay { get; set; } = () => Task.CompletedTask;

    public int Gets { get; private set; }

    public async Task<EnvironmentConfiguration?> GetAsync(EnvironmentVersion version, long since, CancellationToken cancellationToken)
    {
        Gets++;
        var entry = _entries.GetValueOrDefault((version, since));
        await Delay();
        return entry;
    }

    public async Task SetAsync(EnvironmentConfiguration configuration, CancellationToken cancellationToken)
    {
        await Delay();
        _entries[(new(configuration.EnvironmentId, configuration.Version), configuration.Since)] = configuration;
    }
}
