using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FeatureFlag.WebApi.Tests.Hosting;

/// <summary>What came back, read to its end; of a stream, which has none, the head.</summary>
internal sealed record Answer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Body) ?? throw new AssertionException("The body is null.");

    public string? ContentType => Header("Content-Type");

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The answer without what differs from request to request.</summary>
    public string Essence =>
        ContentType == "application/problem+json" ? $"{Status} {Json["detail"]} {Json["errors"]?.ToJsonString()}" : $"{Status} {Body}";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Status} {Body}");
}

internal static class Calls
{
    /// <param name="http">Whoever asks.</param>
    /// <param name="method">"PUT".</param>
    /// <param name="target">"/flags/x?environment_key=y".</param>
    /// <param name="body">JSON text, content, or something to be written as JSON.</param>
    /// <param name="headers">More headers.</param>
    public static async Task<Answer> CallAsync(
        this HttpClient http, string method, string target, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), target) { Content = Content(body) };
        foreach (var (name, value) in headers)
        {
            Assert.That(request.Headers.TryAddWithoutValidation(name, value), name);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var isEndless = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return new Answer(
            (int)response.StatusCode,
            isEndless ? "" : await response.Content.ReadAsStringAsync(),
            response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    private static HttpContent? Content(object? body) => body switch
    {
        null => null,
        HttpContent content => content,
        string json => new StringContent(json, Encoding.UTF8, "application/json"),
        byte[] bytes => new ByteArrayContent(bytes) { Headers = { { "Content-Type", "application/json" } } },
        _ => JsonContent.Create(body, options: new(JsonSerializerDefaults.General)),
    };
}
