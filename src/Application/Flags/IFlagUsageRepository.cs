using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Application.Flags;

/// <summary>Reads how often servers evaluated flags.</summary>
public interface IFlagUsageRepository
{
    /// <summary>By the flag's id: of all flags whose keys lie between the two, both included, in one environment or (null) in all.</summary>
    Task<ILookup<Guid, LastServed>> ListLastServedAsync(Guid? environmentId, string firstKey, string lastKey, CancellationToken cancellationToken);

    /// <summary>Sums per variant and interval, in no order; intervals without any evaluation are left out.</summary>
    /// <param name="environmentId">Where.</param>
    /// <param name="flagKey">Which flag.</param>
    /// <param name="hours">Unix hours: the first, and the first that is too late.</param>
    /// <param name="width">Hours per interval.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<VariantCount>> ListCountsAsync(
        Guid environmentId, string flagKey, (long First, long End) hours, int width, CancellationToken cancellationToken);
}

/// <param name="Interval">Unix hours divided by the width.</param>
/// <param name="Variant">The variant's key.</param>
/// <param name="Single">Evaluated one by one.</param>
/// <param name="Bulk">Evaluated together with all flags of an environment.</param>
public sealed record VariantCount(long Interval, string Variant, long Single, long Bulk);
