using System.Collections.Frozen;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Application.Snapshots;

/// <summary>The snapshots that this node answers from. Readers take no lock; versions only grow.</summary>
public sealed class SnapshotStore
{
    private readonly Lock _writing = new();
    private volatile Snapshots _current = new([]);

    /// <summary>After a snapshot was taken, on the thread that published it, outside locks. Handlers must not throw or wait.</summary>
    public event Action<EnvironmentSnapshot>? Published;

    public IReadOnlyCollection<EnvironmentSnapshot> All => _current.All;

    /// <param name="environmentKey">Any text; compared ordinally.</param>
    public EnvironmentSnapshot? Find(ReadOnlySpan<char> environmentKey) => _current.Find(environmentKey);

    public EnvironmentSnapshot? Find(Guid environmentId) => _current.Find(environmentId);

    /// <returns>0 if there is none.</returns>
    public long VersionOf(Guid environmentId) => Find(environmentId)?.Version ?? 0;

    /// <summary>Takes the snapshot unless the one that is there is as new.</summary>
    /// <param name="snapshot">The new one.</param>
    /// <param name="instead">Whose place it takes even if it is not newer: the database itself has gone back.</param>
    /// <returns>Whether it was taken.</returns>
    public bool Publish(EnvironmentSnapshot snapshot, EnvironmentSnapshot? instead = null)
    {
        lock (_writing)
        {
            var former = Find(snapshot.EnvironmentId);
            if (former is not null && former.Version >= snapshot.Version && former != instead)
            {
                return false;
            }

            // A key is reused only after its former environment was deleted: the newcomer replaces it.
            _current = new([.. All.Where(other => other != former && other.EnvironmentKey != snapshot.EnvironmentKey), snapshot]);
        }

        Published?.Invoke(snapshot);
        return true;
    }

    /// <summary>Forgets the environments that are not among these.</summary>
    public void KeepOnly(IReadOnlySet<Guid> environmentIds)
    {
        lock (_writing)
        {
            if (All.Any(snapshot => !environmentIds.Contains(snapshot.EnvironmentId)))
            {
                _current = new([.. All.Where(snapshot => environmentIds.Contains(snapshot.EnvironmentId))]);
            }
        }
    }

    private sealed class Snapshots
    {
        private readonly FrozenDictionary<Guid, EnvironmentSnapshot> _byId;
        private readonly FrozenDictionary<string, EnvironmentSnapshot>.AlternateLookup<ReadOnlySpan<char>> _byKey;

        public Snapshots(IReadOnlyList<EnvironmentSnapshot> all)
        {
            All = all;
            _byId = all.ToFrozenDictionary(snapshot => snapshot.EnvironmentId);
            _byKey = all.ToFrozenDictionary(snapshot => snapshot.EnvironmentKey, StringComparer.Ordinal)
                .GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public IReadOnlyList<EnvironmentSnapshot> All { get; }

        public EnvironmentSnapshot? Find(ReadOnlySpan<char> key) => _byKey.TryGetValue(key, out var snapshot) ? snapshot : null;

        public EnvironmentSnapshot? Find(Guid id) => _byId.GetValueOrDefault(id);
    }
}
