using System.Collections.Frozen;

namespace FeatureFlag.Domain;

/// <summary>What kind of failure an <see cref="Error"/> is; the HTTP layer maps each kind to one status code.</summary>
public enum ErrorKind
{
    /// <summary>The request cannot be read: 400.</summary>
    Malformed,

    /// <summary>No valid token, or wrong credentials: 401.</summary>
    Unauthenticated,

    /// <summary>The role does not allow it: 403.</summary>
    Forbidden,

    /// <summary>There is no such thing: 404.</summary>
    NotFound,

    /// <summary>It exists already, or something stands against it: 409.</summary>
    Conflict,

    /// <summary>The version that the caller expects is not the current one: 412.</summary>
    VersionMismatch,

    /// <summary>It can be read, but fields hold what they must not: 422.</summary>
    Invalid,

    /// <summary>Too many attempts: 429.</summary>
    TooManyRequests,
}

/// <summary>An expected failure, as a value.</summary>
/// <param name="Kind">Decides the status code.</param>
/// <param name="Detail">A sentence for the caller that says what to do; never an internal name.</param>
public sealed record Error(ErrorKind Kind, string Detail)
{
    /// <summary>Messages per field (snake_case), for <see cref="ErrorKind.Invalid"/>; otherwise empty.</summary>
    public IReadOnlyDictionary<string, string[]> Fields { get; init; } = FrozenDictionary<string, string[]>.Empty;

    /// <summary>How long to wait before trying again, for <see cref="ErrorKind.TooManyRequests"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Error NotFound(string detail) => new(ErrorKind.NotFound, detail);

    public static Error Conflict(string detail) => new(ErrorKind.Conflict, detail);

    public static Error Forbidden(string detail) => new(ErrorKind.Forbidden, detail);

    public static Error Unauthenticated(string detail) => new(ErrorKind.Unauthenticated, detail);

    public static Error Invalid(string field, string message) =>
        Invalid(new Dictionary<string, string[]> { [field] = [message] });

    public static Error Invalid(IReadOnlyDictionary<string, string[]> fields) =>
        new(ErrorKind.Invalid, string.Join(" ", fields.Select(f => $"{f.Key}: {string.Join(" ", f.Value)}"))) { Fields = fields };

    public static Error VersionMismatch(long current) =>
        new(ErrorKind.VersionMismatch, $"The version has moved on to {current}. Read it again and repeat your change on that version.");

    public static Error TooManyRequests(string detail, TimeSpan retryAfter) =>
        new(ErrorKind.TooManyRequests, detail) { RetryAfter = retryAfter };
}
