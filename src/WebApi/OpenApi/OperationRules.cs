using System.ComponentModel;
using System.Reflection;
using FeatureFlag.WebApi.Evaluation;
using FeatureFlag.WebApi.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FeatureFlag.WebApi.OpenApi;

/// <summary>Describes per operation what the pipeline does for all: sign-in, errors, versions; and what hot routes read by hand.</summary>
internal static class OperationRules
{
    public static async Task ApplyAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.OperationId ??= OperationId(context);
        operation.Parameters ??= [];
        operation.Responses ??= [];
        foreach (var parameter in metadata.OfType<RawParameterAttribute>())
        {
            Document(parameter, operation.Parameters);
        }

        DescribeQueryRecords(operation.Parameters, context);

        if (metadata.OfType<RawBodyAttribute>().FirstOrDefault() is { } body)
        {
            operation.RequestBody = await BodyAsync(body, context, cancellationToken);
        }

        if (OfrepRules.Apply(context.Description.RelativePath))
        {
            OfrepRules.Describe(operation, context.Document!, await ReferenceAsync(typeof(OfrepFailure), context, cancellationToken));
            return;
        }

        var isPublic = metadata.OfType<IAllowAnonymous>().Any();
        if (!isPublic)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(OpenApiDocument.BearerScheme, context.Document)] = [] }];
        }

        if (context.Description.RelativePath is "events" || context.Description.RelativePath?.StartsWith("sdk/", StringComparison.Ordinal) == true)
        {
            operation.Security = OpenApiDocument.BySdkKey(context.Document!);
        }

        await AddErrorsAsync(operation, context, isPublic, cancellationToken);
        AddVersions(operation, context);
        AddHeaders(operation);
    }

    private static string OperationId(OpenApiOperationTransformerContext context)
    {
        var route = context.Description.ActionDescriptor.RouteValues;
        return $"{route["controller"]}_{route["action"]}";
    }

    private static void Document(RawParameterAttribute parameter, IList<IOpenApiParameter> parameters)
    {
        if (parameters.FirstOrDefault(other => other.Name == parameter.Name) is { } found)
        {
            found.Description = parameter.Description;
            return;
        }

        parameters.Add(new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Required = parameter.IsRequired,
            Description = parameter.Description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }

    /// <summary>The generator describes parameters of actions, but not the properties of one that stands for a whole query.</summary>
    private static void DescribeQueryRecords(IList<IOpenApiParameter> parameters, OpenApiOperationTransformerContext context)
    {
        foreach (var described in context.Description.ParameterDescriptions)
        {
            if (described.ModelMetadata is { ContainerType: { } record, PropertyName: { } name }
                && record.GetProperty(name)?.GetCustomAttribute<DescriptionAttribute>() is { } text
                && parameters.FirstOrDefault(parameter => parameter.Name == described.Name) is { } parameter)
            {
                parameter.Description = text.Description;
            }
        }
    }

    private static async Task<OpenApiRequestBody> BodyAsync(
        RawBodyAttribute body, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = await ReferenceAsync(body.Type, context, cancellationToken);
        var content = Content("application/json", body.IsListOrLines ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = schema } : schema);
        if (body.IsListOrLines)
        {
            content["application/x-ndjson"] = new OpenApiMediaType { Schema = schema };
        }

        return new OpenApiRequestBody { Required = true, Content = content };
    }

    private static async Task AddErrorsAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, bool isPublic, CancellationToken cancellationToken)
    {
        var problem = await ReferenceAsync(typeof(Problem), context, cancellationToken);
        foreach (var status in Errors(operation, context, isPublic))
        {
            operation.Responses!.TryAdd(
                status.ToString(System.Globalization.CultureInfo.InvariantCulture),
                new OpenApiResponse { Description = Describe(status), Content = Content(Problems.ContentType, problem) });
        }
    }

    private static IEnumerable<int> Errors(OpenApiOperation operation, OpenApiOperationTransformerContext context, bool isPublic)
    {
        var path = context.Description.RelativePath ?? "";
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isWrite = operation.RequestBody is not null || context.Description.HttpMethod == HttpMethods.Delete || IsVersioned(context);
        var isHot = metadata.OfType<HotPathAttribute>().Any();
        var isExplanation = path.EndsWith("/explain", StringComparison.Ordinal) || path == "experiments/plan"; // reads, with a body
        var isHistory = path is "audit" or "audit/flag/{key}";
        var isLimited = path is "auth/login" or "auth/register" or "auth/me/password" or "events";
        var isEvents = path is "events";
        (int Status, bool Applies)[] errors =
        [
            (400, operation.RequestBody is not null || operation.Parameters!.Count > 0),
            (401, !isPublic || isEvents || path == "auth/login"),
            (403, !isPublic || path == "auth/register"),
            (404, !isPublic && !isHistory && (path is "flags" or "segments" or "metric-definitions" or "layers" or "holdouts" or "experiments" or "event-names" || path.Contains('{', StringComparison.Ordinal))),
            (409, isWrite && !isHot && !isExplanation && path != "auth/login"),
            (412, IsVersioned(context)),
            (413, operation.RequestBody is not null),
            (415, operation.RequestBody is not null),
            (422, !isEvents && !path.Contains("streams", StringComparison.Ordinal) && (operation.RequestBody is not null || operation.Parameters!.Any(p => p.In == ParameterLocation.Query))),
            (429, isLimited),
            (503, isEvents || (!isHot && !path.StartsWith("health", StringComparison.Ordinal))),
        ];
        return errors.Where(error => error.Applies).Select(error => error.Status);
    }

    private static void AddVersions(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (IsVersioned(context))
        {
            operation.Parameters!.Add(new OpenApiParameter
            {
                Name = "If-Match",
                In = ParameterLocation.Header,
                Description = "The version that is to be changed, as the ETag gave it (\"7\"). When it is not the current one: 412. Absent: whatever the version is.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
    }

    /// <summary>What goes with a status, whatever the route.</summary>
    private static void AddHeaders(OpenApiOperation operation)
    {
        if (operation.Responses!.ContainsKey("304"))
        {
            operation.Parameters!.Add(new OpenApiParameter
            {
                Name = "If-None-Match",
                In = ParameterLocation.Header,
                Description = "The ETag of an earlier answer to the same request. While it is still right: 304.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        foreach (var status in new[] { "429", "503" })
        {
            if (operation.Responses.GetValueOrDefault(status) is OpenApiResponse response && response.Content?.ContainsKey(Problems.ContentType) == true)
            {
                response.Headers = new Dictionary<string, IOpenApiHeader>
                {
                    ["Retry-After"] = new OpenApiHeader { Description = "Seconds to wait.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" } },
                };
            }
        }
    }

    private static bool IsVersioned(OpenApiOperationTransformerContext context) => context.Description
        is { HttpMethod: "PUT" or "DELETE", RelativePath: "flags/{key}" or "segments/{key}" or "environments/{key}" or "metric-definitions/{key}" or "layers/{key}" or "holdouts/{key}" or "experiments/{key}" }
        or { RelativePath: "flags/{key}/promote" or "experiments/{key}/start" or "experiments/{key}/stop" or "experiments/{key}/archive" };

    private static async Task<IOpenApiSchema> ReferenceAsync(Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var schema = await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken);
        context.Document!.AddComponent(type.Name, schema);
        return new OpenApiSchemaReference(type.Name, context.Document);
    }

    private static Dictionary<string, OpenApiMediaType> Content(string type, IOpenApiSchema schema) => new() { [type] = new OpenApiMediaType { Schema = schema } };

    private static string Describe(int status) => status switch
    {
        400 => "Not readable: bad JSON, a wrong type, a parameter sent twice.",
        401 => "Not signed in, or the credentials are wrong.",
        403 => "The role does not allow it.",
        404 => "There is no such thing.",
        409 => "It is there already, or something stands against it.",
        412 => "The version has moved on.",
        413 => "The body is larger than 1 MB (events: 5 MB or 10 000 of them; segments: 8 MB).",
        415 => "The body is not JSON.",
        422 => "Readable but not valid; `errors` says which fields.",
        429 => "Too much at once; wait for the seconds in Retry-After.",
        503 => "The database cannot be reached; `detail` says whether anything can have been changed.",
        _ => "An error.",
    };
}
