using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Evaluation;

/// <summary>Evaluations come by the ten thousand a second: what they allocate, the whole process pays for.</summary>
public sealed class EvaluatorAllocationTests
{
    private const int Times = 10_000;

    private static readonly EnvironmentSnapshot Snapshot = A.Snapshot(
        A.Flag("boolean"), A.PercentageFlag("split"), A.Flag("disabled") with { IsEnabled = false },
        A.Flag("experiment") with
        {
            Experiment = A.FlagExperiment() with { Layer = new("layer", "layer", [new(0, 2_500), new(5_000, 10_000)]), When = new() { None = [] } },
            Holdout = A.FlagHoldout(),
        });

    private static readonly Dictionary<string, string?> UserIds = new()
    {
        ["none"] = null,
        ["short"] = "user-1",
        ["512 of one byte"] = new('x', 512),
        ["512 of three bytes"] = new('語', 512),
    };

    private static IEnumerable<string> Users => UserIds.Keys;

    [Test]
    public void Evaluating_allocates_nothing(
        [Values("boolean", "split", "disabled", "unknown", "experiment")] string flag, [ValueSource(nameof(Users))] string user)
    {
        var context = new EvaluationContext(UserIds[user]);

        Assert.That(AllocatedBy(() => Evaluator.Evaluate(Snapshot, flag, context)), Is.Zero);
    }

    [Test]
    public void Explaining_allocates_nothing(
        [Values("boolean", "split", "disabled", "unknown", "experiment")] string flag, [ValueSource(nameof(Users))] string user)
    {
        var result = Evaluator.Evaluate(Snapshot, flag, new EvaluationContext(UserIds[user]));
        var utf8 = new byte[ReasonSentence.MaxLength];

        Assert.That(AllocatedBy(() => ReasonSentence.Write(result, utf8)), Is.Zero);
    }

    private static long AllocatedBy<T>(Func<T> action)
    {
        Repeat(action);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(action);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Repeat<T>(Func<T> action)
    {
        for (var i = 0; i < Times; i++)
        {
            action();
        }
    }
}
