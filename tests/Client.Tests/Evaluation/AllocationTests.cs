using FeatureFlag.Client.Tests.Fakes;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Client.Tests.Evaluation;

internal sealed class AllocationTests : WithServer
{
    private const int Times = 10_000;

    [SetUp]
    public async Task Load()
    {
        Server.Configuration = Some.Configuration(
            1,
            Some.Valued("text", "\"blue\""),
            Some.Valued("number", "12.5"),
            Some.Valued("object", "{}"),
            Some.Flag("split") with { Type = FlagType.Percentage, Rollout = new RolloutPercentage(50_000) });
        Start();
        await Started.WaitUntilReadyAsync(Long);
    }

    [Test]
    public void Evaluating_allocates_nothing([Values("dark-mode", "split", "text", "number", "object", "unknown")] string flag, [Values(null, "user-1")] string? user)
    {
        var context = new EvaluationContext(user);
        var fallback = new object();

        Assert.That(AllocatedBy(() => Started.Bool(flag, context, fallback: true)), Is.Zero);
        Assert.That(AllocatedBy(() => Started.BoolDetails(flag, context, fallback: true)), Is.Zero);
        Assert.That(AllocatedBy(() => Started.String(flag, context, "x")), Is.Zero);
        Assert.That(AllocatedBy(() => Started.StringDetails(flag, context, "x")), Is.Zero);
        Assert.That(AllocatedBy(() => Started.Number(flag, context, 1)), Is.Zero);
        Assert.That(AllocatedBy(() => Started.Integer(flag, context, 1)), Is.Zero);
        Assert.That(AllocatedBy(() => Started.Object(flag, context, fallback)), Is.Zero);
        Assert.That(AllocatedBy(() => Started.IsEnabled(flag, context)), Is.Zero);
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
