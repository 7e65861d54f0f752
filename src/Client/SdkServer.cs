using System.Net;
using System.Net.Http.Headers;

namespace FeatureFlag.Client;

/// <summary>What a <see cref="LocalEvaluator"/> asks its server for.</summary>
internal sealed class SdkServer : IDisposable
{
    private readonly HttpClient _http;
    private readonly Uri _snapshot;
    private readonly Uri _stream;
    private readonly AuthenticationHeaderValue _authorization;

    public SdkServer(LocalEvaluatorOptions options)
    {
        // Limits of time are set by those who ask: a stream must never end for its age.
        _http = new(options.Handler ?? OwnHandler(), disposeHandler: options.Handler is null) { Timeout = Timeout.InfiniteTimeSpan };
        var root = options.BaseAddress.AbsoluteUri.TrimEnd('/');
        (_snapshot, _stream) = (new(root + "/sdk/snapshot"), new(root + "/sdk/stream"));
        _authorization = new("Bearer", options.SdkKey);
    }

    /// <param name="known">What is here already: answered by 304 while it is the newest; null: nothing.</param>
    /// <param name="cancellationToken">Also of reading the body.</param>
    public Task<HttpResponseMessage> GetSnapshotAsync(EntityTagHeaderValue? known, CancellationToken cancellationToken)
    {
        var request = Request(_snapshot, "application/json");
        if (known is not null)
        {
            request.Headers.IfNoneMatch.Add(known);
        }

        return _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
    }

    /// <param name="version">The version that is here already: the stream begins after it; null: nothing.</param>
    /// <param name="cancellationToken">Until the headers are there.</param>
    public Task<HttpResponseMessage> OpenStreamAsync(long? version, CancellationToken cancellationToken)
    {
        var request = Request(_stream, "text/event-stream");
        if (version is not null)
        {
            request.Headers.Add("Last-Event-ID", FormattableString.Invariant($"{version}"));
        }

        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(Uri address, string accepted)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = _authorization;
        request.Headers.Accept.Add(new(accepted));
        return request;
    }

    private static SocketsHttpHandler OwnHandler() => new()
    {
        AllowAutoRedirect = false, // the key is for this server only
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5), // so that changes of DNS are noticed
        UseCookies = false,
    };
}
