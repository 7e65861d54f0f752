using System.Text.Json.Nodes;

namespace FeatureFlag.WebApi.Tests.Hosting;

/// <summary>One operation of the OpenAPI document.</summary>
internal sealed record Operation(string Method, string Path, JsonObject Description, JsonObject Document)
{
    /// <summary>It speaks OpenFeature's protocol, not ours: another key, other errors. Tests of its own look at that.</summary>
    public bool IsOfrep => Path.StartsWith("/ofrep/v1/evaluate", StringComparison.Ordinal);

    /// <summary>It takes lines or a list, from SDK keys, and has errors per line. Tests of its own look at that.</summary>
    public bool IsEvents => Path == "/events";

    /// <summary>For SDK keys; it answers from memory, so that a database that is away is no error.</summary>
    public bool IsFromMemory => Path is "/sdk/snapshot" or "/sdk/flagd.json";

    public bool HasBody => Description.ContainsKey("requestBody");

    public IEnumerable<JsonNode> Parameters => Description["parameters"]?.AsArray().Select(parameter => parameter!) ?? [];

    /// <summary>The schema of the body.</summary>
    public JsonObject Body => Resolve(Description["requestBody"]!["content"]!["application/json"]!["schema"]!);

    /// <summary>An address of this operation: a flag, environment or user that does not exist, in development.</summary>
    public string Target
    {
        get
        {
            var path = Path.Replace("{key}", "no-such", StringComparison.Ordinal).Replace("{flag_key}", "no-such", StringComparison.Ordinal)
                .Replace("{id}", "0198c0de-7000-7000-8000-000000000001", StringComparison.Ordinal);
            return IsInEnvironment ? path + "?environment_key=development" : path;
        }
    }

    private bool IsInEnvironment =>
        Parameters.Any(parameter => (string?)parameter["name"] == "environment_key" && parameter["required"]?.GetValue<bool>() == true);

    public override string ToString() => $"{Method} {Path}";

    public JsonObject Resolve(JsonNode schema) => (string?)schema["$ref"] is { } reference
        ? Document["components"]!["schemas"]![reference.Split('/')[^1]]!.AsObject()
        : schema.AsObject();
}

/// <summary>The committed OpenAPI document; that the server serves the same is a test of its own.</summary>
internal static class Routes
{
    public static string File { get; } = typeof(Routes).Assembly.GetCustomAttributes(false)
        .OfType<System.Reflection.AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "OpenApiFile").Value!;

    public static IReadOnlyList<Operation> All { get; } = Read();

    /// <summary>Those that a signed-in person opens.</summary>
    public static IEnumerable<Operation> ForPeople => All.Where(operation => operation.Description["security"]?[0]?["bearer"] is not null);

    /// <summary>Those with our conventions for bodies.</summary>
    public static IEnumerable<Operation> WithBody => All.Where(operation => operation is { HasBody: true, IsOfrep: false, IsEvents: false });

    private static List<Operation> Read()
    {
        var document = JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject();
        return
        [
            .. from path in document["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               select new Operation(operation.Key.ToUpperInvariant(), path.Key, operation.Value!.AsObject(), document),
        ];
    }
}
