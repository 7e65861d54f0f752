using System.Text.Json.Nodes;

namespace FeatureFlag.Domain.Auditing;

/// <summary>Something whose every change is kept in the audit log.</summary>
public interface IAudited
{
    /// <summary>One of <see cref="Change.EntityTypes"/>.</summary>
    string EntityType { get; }

    Guid Id { get; }

    /// <summary>The name that people know it by.</summary>
    string Key { get; }

    /// <summary>The environment it lives in or is; null for what belongs to the whole installation.</summary>
    string? EnvironmentKey { get; }

    /// <summary>All fields a person can change, by their API names. No secrets.</summary>
    JsonObject Describe();
}
