using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Application.Tests.Snapshots;

/// <summary>
/// Environments with one flag whose version is the environment's, so that a torn read shows. It answers with what it held
/// when it was asked, but only when <see cref="Delay"/> lets it.
/// </summary>
internal sealed class FakeDatabase : IConfigurationReader
{
    private int _reading;

    public Dictionary<Guid, DeploymentEnvironment> Environments { get; } = [];

    /// <summary>What every answer waits for.</summary>
    public Func<Task> Delay { get; set; } = () => Task.CompletedTask;

    /// <summary>Not null: thrown instead of an answer.</summary>
    public Exception? Fault { get; set; }

    /// <summary>The environment that cannot be read, if there is one.</summary>
    public Guid? Unreadable { get; set; }

    public bool IsAway
    {
        set => Fault = value ? new StoreUnavailableException("The test took it away.") : null;
    }

    public int VersionReads { get; private set; }

    public int Loads { get; private set; }

    public int MostAtOnce { get; private set; }

    public DeploymentEnvironment Add(string key)
    {
        var environment = A.Environment(key);
        Environments[environment.Id] = environment;
        return environment;
    }

    public void Change(Guid id) => Environments[id] = Environments[id] with { Version = Environments[id].Version + 1 };

    public Task<IReadOnlyList<EnvironmentVersion>> ReadVersionsAsync(CancellationToken cancellationToken)
    {
        VersionReads++;
        return AnswerAsync<IReadOnlyList<EnvironmentVersion>>(
            [.. Environments.Values.Select(environment => new EnvironmentVersion(environment.Id, environment.Version))]);
    }

    public Task<EnvironmentConfiguration?> ReadAsync(Guid environmentId, CancellationToken cancellationToken)
    {
        Loads++;
        if (environmentId == Unreadable)
        {
            throw new InvalidDataException("A flag of a type to come.");
        }

        return AnswerAsync(Environments.TryGetValue(environmentId, out var environment) ? Configuration(environment) : null);
    }

    public static EnvironmentConfiguration Configuration(DeploymentEnvironment environment) =>
        A.Configuration(environment, A.Flag("flag") with { Version = environment.Version });

    private async Task<T> AnswerAsync<T>(T answer)
    {
        if (Fault is not null)
        {
            throw Fault;
        }

        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _reading));
        await Delay();
        Interlocked.Decrement(ref _reading);
        return answer;
    }
}
