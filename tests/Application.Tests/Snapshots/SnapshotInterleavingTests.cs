using System.Globalization;
using CsCheck;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Tests.Stores;
using Microsoft.Extensions.Time.Testing;

namespace FeatureFlag.Application.Tests.Snapshots;

/// <summary>
/// Changes, publications and polls in any order, each answer of database and cache as late as can be: what evaluation
/// sees only ever moves forward, is never torn, and in the end equals the database.
/// </summary>
internal sealed class SnapshotInterleavingTests
{
    [Test]
    public void An_older_snapshot_never_replaces_a_newer_one() =>
        Gen.Int[0, 999].Array[1, 60].Sample(steps => new World().Run(steps), iter: 3000);

    private sealed class World
    {
        private readonly Steps _steps = new();
        private readonly FakeDatabase _database = new();
        private readonly SnapshotStore _store = new();
        private readonly SnapshotRefresher _refresher;
        private readonly Dictionary<Guid, long> _seen = [];
        private readonly List<Guid> _phoenixes = [];
        private readonly List<Task> _tasks = [];
        private readonly Guid _steady;

        public World()
        {
            var cache = new FakeCache { Delay = _steps.WaitAsync };
            _database.Delay = _steps.WaitAsync;
            _refresher = new(_database, cache, new FakeNotices(), _store, new FakeTimeProvider(), new LogLines().For<SnapshotRefresher>());
            _steady = _database.Add("steady").Id;
            _phoenixes.Add(_database.Add("phoenix").Id);
        }

        public bool Run(IEnumerable<int> steps)
        {
            if (!steps.All(step => Do(step % 10, step / 10)))
            {
                return false;
            }

            _steps.ReleaseAll();
            _steps.Do(() => _tasks.Add(_refresher.PublishAsync()));
            _steps.ReleaseAll();
            return _tasks.TrueForAll(task => task.IsCompletedSuccessfully) && Holds() && EqualsDatabase();
        }

        private bool Do(int what, int which)
        {
            switch (what)
            {
                case 0:
                    _database.Change(_steady);
                    break;
                case 1 when which % 2 == 0:
                    _database.Save(_steady, $"other-{which % 3}");
                    break;
                case 1:
                    _database.Delete(_steady, $"other-{which % 3}");
                    break;
                case 2:
                    _database.Change(_phoenixes[^1]);
                    break;
                case 3:
                    _database.Environments.Remove(_phoenixes[^1]);
                    _phoenixes.Add(_database.Add("phoenix").Id);
                    break;
                case 4:
                    _steps.Do(() => _tasks.Add(_refresher.PublishAsync()));
                    break;
                case 5:
                    _steps.Do(() => _tasks.Add(_refresher.PollAsync(default)));
                    break;
                default:
                    _steps.Release(which);
                    break;
            }

            return Holds();
        }

        private bool Holds()
        {
            foreach (var snapshot in _store.All)
            {
                if (snapshot.Version < _seen.GetValueOrDefault(snapshot.EnvironmentId) || snapshot.Find("flag")!.Version != snapshot.Version)
                {
                    return false;
                }

                _seen[snapshot.EnvironmentId] = snapshot.Version;
            }

            // Once a successor was seen, its predecessor never comes back.
            return _store.Find("phoenix") is not { } phoenix
                || _phoenixes.IndexOf(phoenix.EnvironmentId) == _phoenixes.FindLastIndex(_seen.ContainsKey);
        }

        private bool EqualsDatabase() =>
            _store.All.Select(snapshot => (snapshot.EnvironmentId, snapshot.Version, Flags(snapshot))).ToHashSet()
                .SetEquals(_database.Environments.Values.Select(environment =>
                    (environment.Id, environment.Version, Flags(new EnvironmentSnapshot(_database.Configuration(environment))))));

        private static string Flags(EnvironmentSnapshot snapshot) =>
            string.Join(' ', snapshot.Flags.Select(flag => string.Create(CultureInfo.InvariantCulture, $"{flag.Key}:{flag.Version}")));
    }
}
