using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Domain.Experiments.Statistics;
using FeatureFlag.WebApi.Experiments;

namespace FeatureFlag.WebApi.Tests.Experiments;

internal sealed class ResultsCsvTests
{
    [TestCase("=1+1", "'=1+1")]
    [TestCase("+1", "'+1")]
    [TestCase("-1", "'-1")]
    [TestCase("@sum", "'@sum")]
    [TestCase("\tx", "'\tx")]
    [TestCase("\rx", "\"'\rx\"")]
    [TestCase("a,\"b\"", "\"a,\"\"b\"\"\"")]
    [TestCase("plain", "plain")]
    public void Holds_no_text_that_a_spreadsheet_takes_for_a_formula(string metric, string cell)
    {
        var lines = ResultsCsv.Write(Results(metric)).Split("\r\n");

        Assert.That(lines[1], Does.StartWith($"test,1,2026-03-12T00:00:00.000Z,{cell},count,goal,"));
    }

    [Test]
    public void Leaves_negative_numbers_numbers()
    {
        var lines = ResultsCsv.Write(Results("m")).Split("\r\n");

        Assert.That(lines[2].Split(','), Does.Contain("-1"));
        Assert.That(lines.Select(line => line.Split(',').Length).Distinct().Count(), Is.EqualTo(2)); // the rows, and the empty end
    }

    private static ExperimentResults Results(string metric)
    {
        var start = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        var run = new ExperimentRun
        {
            Id = 1,
            Number = 1,
            StartedAt = start,
            Design = new() { Arms = [new("a", 50_000), new("b", 50_000)], Control = "a" },
            Analysis = new(),
        };
        var measured = new SubjectMetric(metric, metric, MetricRole.Goal, null, new() { Kind = MetricKind.Count, Events = new() { Event = "e" } });
        var arms = new Dictionary<string, ArmData>
        {
            ["a"] = new(ArmMoments.FromSums(1000, 3000, 10_000), 3000, 10_000, 40_000, 900),
            ["b"] = new(ArmMoments.FromSums(1000, 2000, 5000), 2000, 5000, 20_000, 800),
        };
        var day = new DateOnly(2026, 3, 2);
        var population = new Population([new(day, "a", 1000), new(day, "b", 1000)], 0, 0, 0, start);
        return ResultsAssembly.Of(new RunSubject("test", run, [measured]), new(start.AddDays(10), population, [new(arms, null, null)]), start, null);
    }
}
