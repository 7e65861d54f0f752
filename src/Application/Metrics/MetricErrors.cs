using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Application.Metrics;

internal static class MetricErrors
{
    public static Error NotFound(string key, string environmentKey) => Error.NotFound(
        $"There is no metric \"{key}\" in \"{environmentKey}\". GET /metric-definitions?environment_key={environmentKey} lists them.");

    /// <summary>An error while experiments measure with it.</summary>
    public static Error? InUse(string key, IEnumerable<Experiment> experiments, string whatToDo)
    {
        var users = experiments.Where(experiment => experiment.Metrics.Any(metric => metric.Metric == key)).Select(experiment => $"\"{experiment.Key}\"").ToList();
        return users.Count == 0
            ? null
            : Error.Conflict($"The metric \"{key}\" is used by the experiment{(users.Count == 1 ? "" : "s")} {string.Join(", ", users)}. {whatToDo}");
    }
}
