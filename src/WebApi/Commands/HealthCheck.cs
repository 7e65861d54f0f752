using FeatureFlag.Infrastructure.Security;

namespace FeatureFlag.WebApi.Commands;

/// <summary>Asks a running server whether it is ready: container images hold no other program that could.</summary>
internal static class HealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <param name="url">Null: where the settings say that a server listens.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the server says.</returns>
    /// <exception cref="NotReadyException">It does not answer, or says that it is not ready.</exception>
    public static async Task<string> RunAsync(string? url, CancellationToken cancellationToken)
    {
        var address = Address(url ?? ListenUrl());
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        try
        {
            using var response = await client.GetAsync(address, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            return response.IsSuccessStatusCode ? body : throw new NotReadyException($"{address} answers {(int)response.StatusCode}: {body}");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            throw new NotReadyException($"{address} does not answer: {exception.Message}");
        }
    }

    private static Uri Address(string url) =>
        Uri.TryCreate($"{url.TrimEnd('/')}/health/ready", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new ConfigurationException($"\"{url}\" is no address of a server; one is {Server.DefaultUrl}.");

    private static string ListenUrl()
    {
        var builder = WebApplication.CreateBuilder();
        ShippedSettings.AddTo(builder.Configuration);
        return First(builder.Configuration["urls"]) is { } url ? LocalAddress.Of(url)
            : First(builder.Configuration["http_ports"]) is { } port ? $"http://localhost:{port}"
            : Server.DefaultUrl;
    }

    private static string? First(string? list) =>
        list?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
}

/// <summary>The server that was asked is not ready; the message says what it answered.</summary>
internal sealed class NotReadyException(string message) : Exception(message);
