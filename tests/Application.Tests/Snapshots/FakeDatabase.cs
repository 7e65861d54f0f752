using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Application.Tests.Snapshots;

/// <summary>
/// Environments with one flag whose version is the environment's, so that a torn read shows, and others as tests will. It
/// answers with what it held when it was asked, but only when <see cref="Delay"/> lets it.
/// </summary>
internal sealed class FakeDatabase : IConfigurationReader
{
    private const string Steady = "flag";

    private readonly Dictionary<(Guid Environment, string Key), long> _changed = [];
    private readonly Dictionary<(Guid Environment, string Key), long> _deleted = [];
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

    /// <summary>Flags in all answers.</summary>
    public int FlagsRead { get; private set; }

    public int MostAtOnce { get; private set; }

    public DeploymentEnvironment Add(string key)
    {
        var environment = A.Environment(key);
        Environments[environment.Id] = environment;
        return environment;
    }

    public void Change(Guid id) => Advance(id);

    /// <summary>Creates or changes another flag.</summary>
    public void Save(Guid id, string key) => _changed[(id, key)] = Advance(id);

    public void Delete(Guid id, string key)
    {
        if (_changed.Remove((id, key)))
        {
            _deleted[(id, key)] = Advance(id);
        }
    }

    /// <summary>As a backup of that version would.</summary>
    public void GoBack(Guid id, long version) => Environments[id] = Environments[id] with { Version = version };

    public Task<IReadOnlyList<EnvironmentVersion>> ReadVersionsAsync(CancellationToken cancellationToken)
    {
        VersionReads++;
        return AnswerAsync<IReadOnlyList<EnvironmentVersion>>(
            [.. Environments.Values.Select(environment => new EnvironmentVersion(environment.Id, environment.Version))]);
    }

    public Task<EnvironmentConfiguration?> ReadAsync(Guid environmentId, long since, CancellationToken cancellationToken)
    {
        Loads++;
        if (environmentId == Unreadable)
        {
            throw new InvalidDataException("A flag of a type to come.");
        }

        var configuration = Environments.TryGetValue(environmentId, out var environment) ? Configuration(environment, since) : null;
        FlagsRead += configuration?.Flags.Count ?? 0;
        return AnswerAsync(configuration);
    }

    /// <summary>Everything in the environment, or what has changed since.</summary>
    public EnvironmentConfiguration Configuration(DeploymentEnvironment environment, long since = 0)
    {
        var steady = A.Flag(Steady) with { Version = environment.Version };
        var others = _changed.Where(flag => flag.Key.Environment == environment.Id && flag.Value > since).Select(flag => A.Flag(flag.Key.Key) with { Version = flag.Value });
        return A.Configuration(environment, [steady, .. others]) with
        {
            Since = since,
            DeletedFlags = [.. _deleted.Where(flag => flag.Key.Environment == environment.Id && flag.Value > since && since > 0).Select(flag => flag.Key.Key)],
        };
    }

    private long Advance(Guid id) => (Environments[id] = Environments[id] with { Version = Environments[id].Version + 1 }).Version;

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
