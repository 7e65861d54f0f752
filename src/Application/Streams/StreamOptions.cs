namespace FeatureFlag.Application.Streams;

/// <summary>Settings under <c>Streams</c>.</summary>
public sealed record StreamOptions
{
    /// <summary>How many streams this node holds open at most; 1 to 1 000 000. Fewer if the system allows fewer open files.</summary>
    public int MaxConnections { get; init; } = 10_000;

    /// <summary>"https://flags.example.com": what clients are told to connect to; null: where their request went.</summary>
    public string? PublicOrigin { get; init; }
}
