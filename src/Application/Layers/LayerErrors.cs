using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Application.Layers;

internal static class LayerErrors
{
    public static Error NotFound(string key, string environmentKey) =>
        Error.NotFound($"There is no layer \"{key}\" in \"{environmentKey}\". GET /layers?environment_key={environmentKey} lists them.");

    /// <summary>An error while one of the experiments names the layer.</summary>
    public static Error? InUse(string key, IEnumerable<Experiment> experiments, string whatToDo)
    {
        var users = experiments.Where(experiment => experiment.Design.Layer == key).Select(experiment => $"\"{experiment.Key}\"").ToList();
        return users.Count == 0
            ? null
            : Error.Conflict($"The layer \"{key}\" is used by the experiment{(users.Count == 1 ? "" : "s")} {string.Join(", ", users)}. {whatToDo}");
    }
}
