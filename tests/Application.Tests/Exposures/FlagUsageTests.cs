using FeatureFlag.Application.Exposures;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Application.Tests.Exposures;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class FlagUsageTests
{
    private static readonly EnvironmentSnapshot Snapshot = A.Snapshot(A.Flag("flag"));

    private readonly FlagUsage _usage = new();

    [Test]
    public void Counts_by_hour_and_apart_what_came_alone_and_in_bulk()
    {
        Note(A.Moment);
        Note(A.Moment, isBulk: true);
        Note(A.Moment.AddSeconds(5), isBulk: true);
        Note(A.Moment.AddHours(1));

        var hour = A.Moment.ToUnixTimeSeconds() / 3600;
        Assert.That(_usage.Take(A.Moment).OrderBy(used => used.Hour), Is.EqualTo(new[]
        {
            new FlagUsed(Snapshot.EnvironmentId, "flag", hour, "on", 1, 2, A.Moment.AddSeconds(5).ToUnixTimeMilliseconds()),
            new FlagUsed(Snapshot.EnvironmentId, "flag", hour + 1, "on", 1, 0, A.Moment.AddHours(1).ToUnixTimeMilliseconds()),
        }));
    }

    [Test]
    public void Says_nothing_twice()
    {
        Note(A.Moment);
        _usage.Take(A.Moment);

        Assert.That(_usage.Take(A.Moment), Is.Empty);
    }

    [Test]
    public void An_unknown_flag_is_not_counted()
    {
        _usage.Note(Snapshot.EnvironmentId, Evaluator.Evaluate(Snapshot, "none", default), A.Moment, isBulk: false);

        Assert.That(_usage.Take(A.Moment), Is.Empty);
    }

    [Test]
    public void Loses_nothing_while_it_is_read()
    {
        const int each = 200_000;
        var writing = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < each; i++)
            {
                Note(A.Moment);
            }
        })).ToArray();
        var seen = 0L;
        while (!Task.WaitAll(writing, 0))
        {
            seen += _usage.Take(A.Moment).Sum(used => used.Single);
        }

        Assert.That(seen + _usage.Take(A.Moment).Sum(used => used.Single), Is.EqualTo(3 * each));
    }

    [Test]
    public void Two_versions_of_a_flag_are_summed()
    {
        var used = new FlagUsed(Snapshot.EnvironmentId, "flag", 1, "on", 1, 2, 3);

        Assert.That(FlagUsage.Sum([used, used with { LastAt = 9 }]), Is.EqualTo(new[] { used with { Single = 2, Bulk = 4, LastAt = 9 } }));
    }

    private void Note(DateTimeOffset now, bool isBulk = false) =>
        _usage.Note(Snapshot.EnvironmentId, Evaluator.Evaluate(Snapshot, "flag", new("ann")), now, isBulk);
}
