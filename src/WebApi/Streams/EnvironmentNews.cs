using System.Text;
using FeatureFlag.Application.Snapshots;

namespace FeatureFlag.WebApi.Streams;

/// <summary>What one listener has not been told yet of all environments: the newest version of each, however many there were.</summary>
internal sealed class EnvironmentNews(SnapshotStore store)
{
    /// <summary>For an environment that is gone.</summary>
    private const long Gone = 0;

    private IReadOnlyCollection<Domain.Evaluation.Compiled.EnvironmentSnapshot> _told = store.All;

    /// <returns>Events; empty: there is nothing new. From now on they are told.</returns>
    public byte[] Take()
    {
        var (before, now) = (_told, store.All);
        _told = now;
        var gone = before.Where(old => now.All(snapshot => snapshot.EnvironmentKey != old.EnvironmentKey)).Select(old => Event(old.EnvironmentKey, Gone));
        var changed = now.Except(before).Select(snapshot => Event(snapshot.EnvironmentKey, snapshot.Version));
        return Encoding.ASCII.GetBytes(string.Concat(gone.Concat(changed)));
    }

    /// <summary>A key needs no escaping.</summary>
    private static string Event(string key, long version) =>
        FormattableString.Invariant($$"""event: change{{"\n"}}data: {"environment_key":"{{key}}","version":{{version}}}{{"\n\n"}}""");
}
