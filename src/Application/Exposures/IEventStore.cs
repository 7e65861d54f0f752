using FeatureFlag.Application.Pipeline;

namespace FeatureFlag.Application.Exposures;

/// <summary>Where exposures, metric events and usage are kept. Each call is a transaction of its own (or several, where it says so).</summary>
public interface IEventStore
{
    /// <summary>How many events to write at once, at most.</summary>
    int GroupSize { get; }

    /// <summary>How many groups are written beside each other; further calls wait.</summary>
    int Writers { get; }

    /// <summary>Writes the events and sets what became of each; when it returns, they are durable.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was acknowledged; perhaps it was written, and the ids will tell.</exception>
    Task WriteAsync(IReadOnlyList<EventBatch> batches, CancellationToken cancellationToken);

    /// <summary>
    /// Brings what was written so far to where queries look for it. Needed before results are computed; without it that
    /// happens some seconds later.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    Task SettleAsync(CancellationToken cancellationToken);

    /// <summary>The same, if it is time: for whoever calls this all the time.</summary>
    /// <inheritdoc cref="SettleAsync"/>
    Task SettleInTimeAsync(CancellationToken cancellationToken);

    /// <summary>Adds to the exposures that are there.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was written, unless its outcome is unknown.</exception>
    Task WriteAsync(IReadOnlyCollection<Sighting> sightings, CancellationToken cancellationToken);

    /// <summary>Adds to the usage that is there.</summary>
    /// <inheritdoc cref="WriteAsync(IReadOnlyCollection{Sighting}, CancellationToken)"/>
    Task WriteAsync(IReadOnlyCollection<FlagUsed> uses, CancellationToken cancellationToken);

    /// <summary>Removes what is older than retention, piece by piece.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached.</exception>
    Task PruneAsync(CancellationToken cancellationToken);
}

/// <summary>Who was seen in a variant.</summary>
/// <param name="Run">The number of an experiment's run or of a holdout.</param>
/// <param name="Unit">1 to 512 characters, exact.</param>
/// <param name="Variant">What it got.</param>
public readonly record struct SightingKey(long Run, string Unit, string Variant);

/// <summary>Sightings of one unit in one variant.</summary>
/// <param name="Key">Who and where.</param>
/// <param name="EnvironmentId">Of the experiment.</param>
/// <param name="FirstAt">The earliest, in Unix milliseconds.</param>
/// <param name="Count">How many.</param>
/// <param name="Attributes">Those of the earliest, a JSON object; null: none.</param>
public sealed record Sighting(SightingKey Key, Guid EnvironmentId, long FirstAt, long Count, string? Attributes)
{
    /// <summary>Both together, in whatever order they come.</summary>
    public Sighting With(Sighting other) => this with
    {
        FirstAt = Math.Min(FirstAt, other.FirstAt),
        Count = Count + other.Count,
        Attributes = IsEarlier(other) ? other.Attributes : Attributes,
    };

    /// <summary>Of two at the same instant, the one whose attributes come first; one that has some before one that has none.</summary>
    private bool IsEarlier(Sighting other) => other.FirstAt < FirstAt
        || (other.FirstAt == FirstAt && other.Attributes is not null && (Attributes is null || TextOrder.Compare(other.Attributes, Attributes) < 0));
}

/// <summary>How often a flag served a variant within an hour.</summary>
/// <param name="EnvironmentId">Of the flag.</param>
/// <param name="FlagKey">Which flag.</param>
/// <param name="Hour">Unix hours.</param>
/// <param name="Variant">Which variant.</param>
/// <param name="Single">Evaluated by itself.</param>
/// <param name="Bulk">Evaluated with all others.</param>
/// <param name="LastAt">The last time, in Unix milliseconds.</param>
public sealed record FlagUsed(Guid EnvironmentId, string FlagKey, long Hour, string Variant, long Single, long Bulk, long LastAt);
