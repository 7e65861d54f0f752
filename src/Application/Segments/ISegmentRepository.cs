using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Application.Segments;

public interface ISegmentRepository
{
    Task<Segment?> FindAsync(Guid environmentId, string key, CancellationToken cancellationToken);

    /// <summary>By key, then environment key. Returns up to one more than the limit.</summary>
    Task<IReadOnlyList<SegmentSummary>> ListAsync(SegmentFilter filter, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Every segment of one environment, with all its ids.</summary>
    Task<IReadOnlyList<Segment>> ListAllAsync(Guid environmentId, CancellationToken cancellationToken);

    /// <returns>False if the environment has a segment with that key.</returns>
    Task<bool> AddAsync(Segment segment, CancellationToken cancellationToken);

    /// <summary>Replaces the version before the segment's own.</summary>
    /// <returns>False if that version is not there any more.</returns>
    Task<bool> UpdateAsync(Segment segment, CancellationToken cancellationToken);

    /// <returns>False if that version of the segment is not there any more.</returns>
    Task<bool> DeleteAsync(Segment segment, CancellationToken cancellationToken);
}

/// <summary>Null fields do not filter.</summary>
/// <param name="EnvironmentId">Only segments of this environment.</param>
/// <param name="Search">In key or name, whatever the case.</param>
public sealed record SegmentFilter(Guid? EnvironmentId, string? Search);

/// <summary>A segment without whom it means, which can be megabytes.</summary>
/// <param name="Segment">Its lists are empty and its condition is null, whatever they are.</param>
/// <param name="IncludedCount">How many ids are in.</param>
/// <param name="ExcludedCount">How many ids are out.</param>
/// <param name="HasWhen">Whether it has a condition.</param>
public sealed record SegmentSummary(Segment Segment, int IncludedCount, int ExcludedCount, bool HasWhen);
