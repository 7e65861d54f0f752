using FeatureFlag.Domain.Auditing;

namespace FeatureFlag.Application.Auditing;

/// <summary>The history of changes: it grows and nothing else.</summary>
public interface IAuditLog
{
    /// <summary>Adds entries to the transaction in progress.</summary>
    Task AppendAsync(IReadOnlyList<AuditEntry> entries, CancellationToken cancellationToken);

    Task<AuditEntry?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Newest first, in the database's order. Returns up to one more than the limit.</summary>
    Task<IReadOnlyList<RecordedEntry>> ListAsync(AuditFilter filter, PageRequest page, CancellationToken cancellationToken);
}

/// <param name="Sequence">The place in the log, given by the database; grows.</param>
/// <param name="Entry">What was recorded there.</param>
public sealed record RecordedEntry(long Sequence, AuditEntry Entry);

/// <summary>Null fields do not filter.</summary>
/// <param name="EntityType">One of <see cref="Change.EntityTypes"/>.</param>
/// <param name="EntityKey">The key of the thing.</param>
/// <param name="Actor">The e-mail address or id of who did it.</param>
/// <param name="Action">"create", "update", "delete".</param>
/// <param name="EnvironmentKey">Where.</param>
/// <param name="From">At or after this time.</param>
/// <param name="To">Before this time.</param>
public sealed record AuditFilter(
    string? EntityType = null,
    string? EntityKey = null,
    string? Actor = null,
    string? Action = null,
    string? EnvironmentKey = null,
    DateTimeOffset? From = null,
    DateTimeOffset? To = null);
