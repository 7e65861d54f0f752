using FeatureFlag.Client.Tests.Fakes;
using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Client.Tests.Following;

internal sealed class ConcurrencyTests : WithServer
{
    /// <summary>Enough changes that evaluations and updates meet.</summary>
    private const int Changes = 100;

    [Test]
    public async Task Answers_rightly_from_many_threads_while_flags_change()
    {
        var evaluator = await StartReadyAsync();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => EvaluateUntilLast(evaluator))).ToList();

        for (var version = 2; version <= Changes; version++)
        {
            Server.Publish(Some.Configuration(version));
            if (version % 20 == 0)
            {
                await UntilVersion(evaluator, version);
            }
        }

        var seen = await Task.WhenAll(readers).WaitAsync(Long);
        Assert.That(seen, Is.All.GreaterThan(2), "the flags changed while they were read");
    }

    /// <returns>How many versions it saw.</returns>
    private static async Task<int> EvaluateUntilLast(LocalEvaluator evaluator)
    {
        var (seen, last) = (0, 0L);
        while (last < Changes)
        {
            var details = evaluator.IntegerDetails("version", new EvaluationContext("ann"), 0);
            var dark = evaluator.BoolDetails(Some.FlagKey, new EvaluationContext("ann"), fallback: true);
            if (details.ErrorCode is not null || dark.ErrorCode is not null || details.Value < last)
            {
                throw new AssertionException($"{details} {dark} after {last}");
            }

            seen += details.Value > last ? 1 : 0;
            last = details.Value;
            await Task.Yield(); // so that whoever follows the changes gets its turn too
        }

        return seen;
    }
}
