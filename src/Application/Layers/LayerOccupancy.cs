using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Application.Layers;

/// <param name="Layer">The layer.</param>
/// <param name="Owners">The running experiments that own buckets of it, by key.</param>
/// <param name="Free">The buckets that nobody owns, in order.</param>
public sealed record LayerOccupancy(Layer Layer, IReadOnlyList<LayerOwner> Owners, IReadOnlyList<LayerRange> Free)
{
    /// <param name="layer">The layer.</param>
    /// <param name="running">Running experiments, of whatever layer and environment.</param>
    internal static LayerOccupancy Of(Layer layer, IEnumerable<Experiment> running)
    {
        List<LayerOwner> owners =
        [
            .. from experiment in running
               where experiment.EnvironmentId == layer.EnvironmentId
               let slice = experiment.Runs[^1].Slice
               where slice?.Key == layer.Key
               orderby experiment.Key
               select new LayerOwner(experiment, slice.Ranges),
        ];
        return new(layer, owners, LayerAllocation.Free(owners.Select(owner => new LayerUse(owner.Ranges, null))));
    }
}

/// <param name="Experiment">Who.</param>
/// <param name="Ranges">Its buckets, in order.</param>
public sealed record LayerOwner(Experiment Experiment, IReadOnlyList<LayerRange> Ranges);
