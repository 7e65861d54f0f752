using System.Diagnostics;
using System.Runtime.CompilerServices;
using NUnit.Framework;

namespace FeatureFlag.TestKit;

/// <summary>Waits for a condition instead of for a time.</summary>
public static class Until
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Polls until the condition holds; fails the test at the deadline, also when the condition itself hangs.
    /// A condition that throws counts as not met yet; its last exception is in the failure. Do not assert inside.
    /// </summary>
    public static async Task True(
        Func<Task<bool>> condition,
        TimeSpan? within = null,
        string because = "",
        [CallerArgumentExpression(nameof(condition))] string expression = "")
    {
        var limit = within ?? Default;
        var watch = Stopwatch.StartNew();
        Exception? last = null;
        do
        {
            try
            {
                var left = limit - watch.Elapsed;
                // Off this thread, so that a condition that blocks cannot outlast the deadline.
                if (await Task.Run(condition).WaitAsync(left > Interval ? left : Interval))
                {
                    return;
                }

                last = null;
            }
            catch (Exception thrown) when (thrown is not ResultStateException)
            {
                last = thrown;
            }

            await Task.Delay(Interval);
        }
        while (watch.Elapsed < limit);

        var reason = because.Length == 0 ? "" : $" ({because})";
        throw new AssertionException($"Not true within {limit.TotalSeconds:0.##} s{reason}: {expression}", last);
    }

    /// <inheritdoc cref="True(Func{Task{bool}}, TimeSpan?, string, string)"/>
    public static Task True(
        Func<bool> condition,
        TimeSpan? within = null,
        string because = "",
        [CallerArgumentExpression(nameof(condition))] string expression = "") =>
        True(() => Task.FromResult(condition()), within, because, expression);
}
