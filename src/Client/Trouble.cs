using System.Net;

namespace FeatureFlag.Client;

/// <summary>Why the server could not be used just now.</summary>
/// <param name="Problem">A sentence.</param>
/// <param name="RetryAfter">The server wants to be left alone for so long.</param>
/// <param name="IsKeyRefused">Trying again soon will not help.</param>
internal sealed record Trouble(string Problem, TimeSpan RetryAfter = default, bool IsKeyRefused = false)
{
    /// <summary>Nobody is kept waiting for longer, whatever a proxy makes up.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>Null: the answer is as hoped for.</summary>
    public static Trouble? Of(HttpResponseMessage response, DateTimeOffset now) => response.StatusCode switch
    {
        HttpStatusCode.OK => null,
        HttpStatusCode.Unauthorized => new("The server refuses the SDK key (401): set SdkKey to one that is valid.", IsKeyRefused: true),
        HttpStatusCode.Forbidden => new("The server refuses the SDK key (403): use one of kind \"server\".", IsKeyRefused: true),
        var code => new($"The server answered {(int)code}{Hint(code)}.", Wait(response, now)),
    };

    public static Trouble Of(Exception thrown) => thrown switch
    {
        OperationCanceledException => new("The server did not answer in time."),
        HttpRequestException or IOException => new($"The server cannot be reached: {thrown.Message}"),
        _ => new($"The server's answer cannot be read: {thrown.Message}"),
    };

    private static string Hint(HttpStatusCode code) =>
        (int)code is (>= 300 and < 400) or 404 ? ": set BaseAddress to the root of a server that has /sdk/snapshot" : "";

    private static TimeSpan Wait(HttpResponseMessage response, DateTimeOffset now)
    {
        var wait = response.Headers.RetryAfter is { } retryAfter ? retryAfter.Delta ?? retryAfter.Date - now : null;
        return Bounded(wait ?? TimeSpan.Zero);
    }

    public static TimeSpan Bounded(TimeSpan wait) => wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
}
