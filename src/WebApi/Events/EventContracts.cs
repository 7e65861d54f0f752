using System.Text.Json;
using FeatureFlag.Application.Exposures;

namespace FeatureFlag.WebApi.Events;

/// <summary>An event: of a unit that saw a variant of an experiment (<c>exposure</c>), or of something that a unit did (<c>metric</c>).</summary>
public sealed record EventBodyItem
{
    /// <summary>"exposure" or "metric".</summary>
    public required string Type { get; init; }

    /// <summary>1 to 100 characters. An event with an id that was seen before, within retention, is the same event.</summary>
    public required string Id { get; init; }

    /// <summary>RFC 3339 with any offset, or milliseconds since 1970; what is finer than a millisecond is cut off. At most 24 hours ahead of the server, and not older than retention.</summary>
    public required JsonElement Ts { get; init; }

    /// <summary>Who: exactly what the flag buckets by, 1 to 512 characters.</summary>
    public required string Unit { get; init; }

    /// <summary>Of an exposure: the experiment's key.</summary>
    public string? Experiment { get; init; }

    /// <summary>Of an exposure: what the unit got.</summary>
    public string? Variant { get; init; }

    /// <summary>Of a metric event: its name, 1 to 100 characters.</summary>
    public string? Event { get; init; }

    /// <summary>Of a metric event: a number; absent where there is none.</summary>
    public double? Value { get; init; }

    /// <summary>At most 32 texts (up to 256 characters), numbers and booleans.</summary>
    public Dictionary<string, JsonElement>? Attributes { get; init; }

    /// <summary>The key of the environment to which the SDK key belongs.</summary>
    public string? Environment { get; init; }
}

/// <summary>What became of the events. Those that were accepted are durable.</summary>
public sealed record EventsResponse
{
    /// <summary>How many are new.</summary>
    public required int Accepted { get; init; }

    /// <summary>How many were there already.</summary>
    public required int Duplicates { get; init; }

    /// <summary>How many are not kept.</summary>
    public required int Rejected { get; init; }

    /// <summary>Why, by line: those of the first 1000 lines that were rejected.</summary>
    public required IReadOnlyList<EventErrorResponse> Errors { get; init; }

    internal static EventsResponse Of(EventBatch batch) => new()
    {
        Accepted = batch.Accepted,
        Duplicates = batch.Duplicates,
        Rejected = batch.Rejected,
        Errors = [.. batch.Errors.Select(error => new EventErrorResponse { Line = error.Line, Detail = error.Detail })],
    };
}

/// <summary>Why an event is not kept.</summary>
public sealed record EventErrorResponse
{
    /// <summary>From 1: the line of the body, blank ones counted, or the place in the array.</summary>
    public required int Line { get; init; }

    /// <summary>What is wrong, and what to do.</summary>
    public required string Detail { get; init; }
}
