namespace FeatureFlag.Client;

/// <summary>What a <see cref="LocalEvaluator"/> answers from.</summary>
public enum LocalEvaluatorState
{
    /// <summary>From nothing yet: every evaluation gives the caller's fallback.</summary>
    Starting,

    /// <summary>From what the server has.</summary>
    Ready,

    /// <summary>From memory or the file, while the server is away or says nothing that can be used.</summary>
    Stale,

    /// <summary>From memory or the file if there is something: the server refuses the SDK key.</summary>
    Unauthorized,

    /// <summary>From what was there last; it changes no more.</summary>
    Disposed,
}

/// <summary>How a <see cref="LocalEvaluator"/> is doing.</summary>
public sealed record LocalEvaluatorStatus
{
    public LocalEvaluatorState State { get; internal init; }

    /// <summary>Since when it is in this state.</summary>
    public DateTimeOffset Since { get; internal init; }

    /// <summary>When the server last said that this is its newest; of a file: when it was written. Null while there is nothing.</summary>
    public DateTimeOffset? ConfirmedAt { get; internal init; }

    /// <summary>Null while there is nothing.</summary>
    public string? EnvironmentKey { get; internal init; }

    /// <summary>The environment's version; grows with every change in it. Null while there is nothing.</summary>
    public long? Version { get; internal init; }

    /// <summary>Changes arrive at once; false: with the next poll.</summary>
    public bool IsStreaming { get; internal init; }

    /// <summary>What is wrong, as a sentence; null: nothing.</summary>
    public string? Problem => SnapshotProblem ?? StreamProblem ?? FileProblem;

    internal string? SnapshotProblem { get; init; }

    internal string? StreamProblem { get; init; }

    internal string? FileProblem { get; init; }
}
