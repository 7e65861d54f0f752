using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Application.Holdouts;

internal static class HoldoutErrors
{
    public static Error NotFound(string key, string environmentKey) =>
        Error.NotFound($"There is no holdout \"{key}\" in \"{environmentKey}\". GET /holdouts?environment_key={environmentKey} lists them.");

    /// <summary>An error while one of the experiments names the holdout.</summary>
    public static Error? InUse(string key, IEnumerable<Experiment> experiments, string whatToDo)
    {
        var users = experiments.Where(experiment => experiment.Design.Holdout == key).Select(experiment => $"\"{experiment.Key}\"").ToList();
        return users.Count == 0
            ? null
            : Error.Conflict($"The holdout \"{key}\" is used by the experiment{(users.Count == 1 ? "" : "s")} {string.Join(", ", users)}. {whatToDo}");
    }
}
