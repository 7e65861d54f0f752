using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Application.Holdouts;

/// <param name="Holdout">The holdout.</param>
/// <param name="Experiments">The keys of the running experiments that link their flags to it, in order.</param>
public sealed record HoldoutUse(Holdout Holdout, IReadOnlyList<string> Experiments)
{
    /// <param name="holdout">The holdout.</param>
    /// <param name="running">Running experiments, of whatever holdout and environment.</param>
    internal static HoldoutUse Of(Holdout holdout, IEnumerable<Experiment> running) => new(
        holdout,
        [
            .. from experiment in running
               where experiment.EnvironmentId == holdout.EnvironmentId && experiment.Design.Holdout == holdout.Key
               orderby experiment.Key
               select experiment.Key,
        ]);
}
