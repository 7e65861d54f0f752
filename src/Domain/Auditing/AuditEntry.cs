namespace FeatureFlag.Domain.Auditing;

/// <summary>A <see cref="Change"/> with who made it and when. Written once, never updated or deleted.</summary>
/// <param name="Id">UUIDv7.</param>
/// <param name="Change">What, where, old → new.</param>
/// <param name="UserId">Null for the server itself.</param>
/// <param name="UserEmail">The address at that time, or "system".</param>
/// <param name="CreatedAt">By the server's clock; the order is that of the database.</param>
public sealed record AuditEntry(Guid Id, Change Change, Guid? UserId, string UserEmail, DateTimeOffset CreatedAt);
