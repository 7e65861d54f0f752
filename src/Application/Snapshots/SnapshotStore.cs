using System.Collections.Frozen;
using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Application.Snapshots;

/// <summary>The snapshots that this node answers from. Readers take no lock; versions only grow.</summary>
public sealed class SnapshotStore
{
    private readonly Lock _writing = new();
    private volatile Snapshots _current = new([]);

    /// <summary>
    /// A snapshot was taken and is the one that answers. Raised by whoever published it, outside of the lock: two of one
    /// environment may arrive in either order.
    /// </summary>
    public event Action<EnvironmentSnapshot>? Published;

    public IReadOnlyCollection<EnvironmentSnapshot> All => _current.All;

    /// <param name="environmentKey">Any text; compared ordinally.</param>
    public EnvironmentSnapshot? Find(ReadOnlySpan<char> environmentKey) => _current.Find(environmentKey);

    public EnvironmentSnapshot? Find(Guid environmentId) => _current.Find(environmentId);

    /// <returns>0 if there is none.</returns>
    public long VersionOf(Guid environmentId) => Find(environmentId)?.Version ?? 0;

    /// <summary>The SDK key with this secret, and its environment. Whether it has expired is for the caller to see.</summary>
    /// <param name="secret">Whatever was sent.</param>
    public KnownKey? FindKey(ReadOnlySpan<char> secret) => _current.Keys.Find(secret);

    /// <param name="sent">What was sent; found again quickly when it is the same object.</param>
    /// <param name="secret">The part of it that is the secret.</param>
    /// <inheritdoc cref="FindKey(ReadOnlySpan{char})"/>
    public KnownKey? FindKey(string sent, ReadOnlySpan<char> secret) => _current.Keys.Find(sent, secret);

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
            Keys = new(all);
            _byKey = all.ToFrozenDictionary(snapshot => snapshot.EnvironmentKey, StringComparer.Ordinal)
                .GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public IReadOnlyList<EnvironmentSnapshot> All { get; }

        public SdkKeyIndex Keys { get; }

        public EnvironmentSnapshot? Find(ReadOnlySpan<char> key) => _byKey.TryGetValue(key, out var snapshot) ? snapshot : null;

        public EnvironmentSnapshot? Find(Guid id) => _byId.GetValueOrDefault(id);
    }
}
