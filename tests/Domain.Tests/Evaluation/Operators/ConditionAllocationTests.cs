using FeatureFlag.Domain.Evaluation;
using FeatureFlag.TestKit.Vectors;

namespace FeatureFlag.Domain.Tests.Evaluation.Operators;

/// <summary>Every golden vector once more, for what it costs the collector: a condition is asked for each flag of each request.</summary>
public sealed class ConditionAllocationTests
{
    private const int Times = 50;

    /// <summary>
    /// Numbers are spelled out to be hashed; where a regex looks for [a-c], the framework boxes both bounds as long as its code
    /// is the shipped one, which it stays in these tests.
    /// </summary>
    private static readonly string[] MayAllocate =
        ["by a number", "matches: alternatives do not leak into the next value", "not_matches: alternatives do not leak into the next value"];

    private static IEnumerable<TestCaseData> Vectors() => ConditionVectors.All
        .Where(vector => !MayAllocate.Any(start => vector.Name.StartsWith(start, StringComparison.Ordinal)))
        .Select(vector => new TestCaseData(vector).SetArgDisplayNames(vector.Family, vector.Name));

    [TestCaseSource(nameof(Vectors))]
    public void Matching_allocates_nothing(ConditionVector vector)
    {
        var snapshot = vector.Snapshot();
        Repeat();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat();

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);

        void Repeat()
        {
            for (var i = 0; i < Times; i++)
            {
                Evaluator.Evaluate(snapshot, ConditionVector.FlagKey, vector.Context);
            }
        }
    }
}
