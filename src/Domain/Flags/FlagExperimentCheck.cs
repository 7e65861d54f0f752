using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Domain.Flags;

/// <summary>What compiling does not tell of the experiment and the holdout that a flag carries.</summary>
internal static class FlagExperimentCheck
{
    public static void Check(FlagDefinition flag, Problems problems)
    {
        if (flag.Experiment is { } experiment)
        {
            CheckSalts(flag, experiment, problems);
            CheckRanges(experiment.Layer?.Ranges ?? [], problems);
        }

        if (flag.Holdout is { Share.Weight: <= 0 or > Holdout.MaxShare })
        {
            problems.Add("holdout", "must hold out more than 0 and at most 50 percent.");
        }
    }

    /// <summary>Two decisions by one hash are not independent: rules, traffic or the holdout would take units from some arms only.</summary>
    private static void CheckSalts(FlagDefinition flag, FlagExperiment experiment, Problems problems)
    {
        string?[] others = [flag.Salt, experiment.EntrySalt, experiment.WhenSalt, flag.Holdout?.Salt];
        if (others.Contains(experiment.Salt))
        {
            problems.Add("experiment.salt", "is the salt of this flag, of the layer or of the holdout already, so that the arms would depend on it. Choose another.");
        }
    }

    private static void CheckRanges(IReadOnlyList<LayerRange> ranges, Problems problems)
    {
        var end = 0;
        for (var i = 0; i < ranges.Count; i++)
        {
            if (ranges[i].Start < end || ranges[i].End <= ranges[i].Start || ranges[i].End > Layer.Buckets)
            {
                problems.Add($"experiment.layer.ranges[{i}]", $"must lie within 0 to {Layer.Buckets}, behind the one before.");
            }

            end = ranges[i].End;
        }
    }
}
