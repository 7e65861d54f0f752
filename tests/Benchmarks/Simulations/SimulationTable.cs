using System.Globalization;
using FeatureFlag.TestKit.Simulations;

namespace FeatureFlag.Benchmarks.Simulations;

/// <summary>
/// What the statistics of experiments promise, with more runs than tests have time for; a table in Markdown.
/// <c>dotnet run -c Release --project tests/Benchmarks -- simulate [runs] [seed]</c>: about a minute for 20 000 runs.
/// </summary>
internal static class SimulationTable
{
    private static readonly SimulatedMetric[] Metrics = [SimulatedMetric.Conversion, SimulatedMetric.Normal, SimulatedMetric.Revenue];

    public static void Write(string[] arguments)
    {
        var runs = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 20_000;
        var seed = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1;
        Console.WriteLine("| looks | metric | lift | Welch, any peek | one look | sequence | hybrid | chance to win, any peek | days: sequence | hybrid |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var metric in Metrics)
        {
            Peeking(metric, 0, runs, seed, days: 20, unitsPerDay: 250);
            Peeking(metric, metric.Lift, runs, seed, days: 20, unitsPerDay: 250);
            Peeking(metric, 0, runs / 10, seed, days: 200, unitsPerDay: 25);
        }

        Console.WriteLine();
        Console.WriteLine("| share | units per arm | lift | Fieller misses | below/above | delta misses | below/above |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (share, units, lift) in new[] { (0.01, 1000, 0.0), (0.01, 1000, 0.5), (0.05, 5000, 0.1), (0.1, 1000, 0.3), (0.3, 200, -0.2) })
        {
            Coverage(share, units, lift, runs, seed);
        }
    }

    private static void Peeking(SimulatedMetric metric, double lift, int runs, int seed, int days, int unitsPerDay)
    {
        var rates = PeekingSimulation.Run(metric, lift, runs, seed, days, unitsPerDay);
        Row(
            $"{days}", metric.Name, Percent(lift), Percent(rates.AnyPeek), Percent(rates.OneLook), Percent(rates.Sequence), Percent(rates.Hybrid),
            Percent(rates.ChanceToWin), Number(rates.SequenceDay), Number(rates.HybridDay));
    }

    private static void Coverage(double share, int units, double lift, int runs, int seed)
    {
        var (fieller, delta) = CoverageSimulation.Run(SimulatedMetric.Proportion(share), lift, units, runs, seed);
        Row(Percent(share), $"{units}", Percent(lift), Percent(fieller.All), Sides(fieller), Percent(delta.All), Sides(delta));
    }

    private static void Row(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");

    private static string Sides(Misses misses) => $"{Percent(misses.Below)} / {Percent(misses.Above)}";

    private static string Percent(double value) => value.ToString("0.##%", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
