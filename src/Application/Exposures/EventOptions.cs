namespace FeatureFlag.Application.Exposures;

/// <summary>Of events that clients post.</summary>
public sealed record EventOptions
{
    /// <summary>How old events may be, and how long they are kept.</summary>
    public required int RetentionDays { get; init; }

    /// <summary>How much of bodies may wait to be written, in bytes; beyond it callers are told to come back.</summary>
    public required long QueueBytes { get; init; }

    /// <summary>How far ahead of the server's clock the time of an event may be.</summary>
    public static TimeSpan MaxAhead { get; } = TimeSpan.FromHours(24);

    /// <summary>Different names of metric events that an environment may have.</summary>
    public const int MaxNames = 10_000;
}
