using FeatureFlag.WebApi.Evaluation;
using Microsoft.OpenApi;

namespace FeatureFlag.WebApi.OpenApi;

/// <summary>What differs on OFREP's evaluation routes: SDK keys instead of people, and errors in the protocol's shape.</summary>
internal static class OfrepRules
{
    private const string PathPrefix = "ofrep/v1/evaluate";

    public static bool Apply(string? path) => path?.StartsWith(PathPrefix, StringComparison.Ordinal) == true;

    /// <param name="operation">With its body and success described.</param>
    /// <param name="document">Whose security schemes are meant.</param>
    /// <param name="failure">Refers to <see cref="OfrepFailure"/>.</param>
    public static void Describe(OpenApiOperation operation, Microsoft.OpenApi.OpenApiDocument document, IOpenApiSchema failure)
    {
        operation.Security = OpenApiDocument.BySdkKey(document);
        var isBulk = operation.Responses!.Remove("304", out _);
        Add(operation, "400", isBulk ? "The body cannot be read, or the context is not valid." : "The body cannot be read, the context is not valid, or lacks what the flag needs.", failure);
        Add(operation, "401", "There is no valid SDK key.", failure);
        Add(operation, "500", "The server failed; it is not your request's fault.", failure);
        if (!isBulk)
        {
            Add(operation, "404", "The key sees no such flag.", failure);
            return;
        }

        operation.Responses["304"] = new OpenApiResponse { Description = "Every flag still has the answer that the tag stands for." };
        operation.Parameters!.Add(new OpenApiParameter
        {
            Name = "If-None-Match",
            In = ParameterLocation.Header,
            Description = "The ETag of an earlier answer, for whatever context.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }

    private static void Add(OpenApiOperation operation, string status, string description, IOpenApiSchema failure) => operation.Responses![status] = new OpenApiResponse
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = failure } },
    };
}
