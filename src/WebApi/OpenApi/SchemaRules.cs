using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Holdouts;
using FeatureFlag.Application.Layers;
using FeatureFlag.Application.Metrics;
using FeatureFlag.Application.Segments;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FeatureFlag.WebApi.OpenApi;

/// <summary>What the generator cannot see in the types.</summary>
internal static class SchemaRules
{
    /// <summary>Optional fields stand inline, as what they hold; so does "any JSON", which clients would take for a class of ours.</summary>
    public static string? NameOf(JsonTypeInfo type) =>
        IsOptional(type.Type) || IsToken(type.Type) || EnumOf(type.Type) is not null || type.Type == typeof(Attributes) || type.Type == typeof(JsonNode) || type.Type == typeof(JsonElement)
            ? null
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type);

    public static async Task ApplyAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (IsOptional(type))
        {
            var inner = await context.GetOrCreateSchemaAsync(type.GetGenericArguments()[0], cancellationToken: cancellationToken);
            (schema.Type, schema.Format, schema.Items) = (inner.Type, inner.Format, inner.Items);
            schema.Title = inner.Properties is { Count: > 0 } ? type.GetGenericArguments()[0].Name : null; // until SayNullable
            schema.Type |= HoldsNull(context.JsonPropertyInfo) ? JsonSchemaType.Null : 0;
        }

        if (Nullable.GetUnderlyingType(type) == typeof(DateTimeOffset) || type == typeof(DateTimeOffset))
        {
            var isNullable = context.JsonPropertyInfo is not null && type != typeof(DateTimeOffset);
            (schema.Type, schema.Format) = (isNullable ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String, "date-time");
        }

        if (EnumOf(type) is { } enumeration)
        {
            schema.Type = JsonSchemaType.String | (schema.Type & JsonSchemaType.Null ?? 0);
            schema.Enum = [.. Words.Of(enumeration).Select(word => JsonValue.Create(word))];
        }
        else if (context.JsonPropertyInfo is { } property && schema.Type?.HasFlag(JsonSchemaType.String) == true && Vocabulary.Of(property) is { } words)
        {
            schema.Enum = [.. words.Select(word => JsonValue.Create(word))];
        }

        if (IsToken(type))
        {
            schema.Type = null; // any JSON
        }

        if (type == typeof(Attributes))
        {
            (schema.Type, schema.AdditionalPropertiesAllowed) = (JsonSchemaType.Object | JsonSchemaType.Null, true);
        }

        if (type.IsAssignableTo(typeof(IEnumerable<JsonToken>)))
        {
            schema.Items ??= new OpenApiSchema();
        }

        foreach (var field in RequiredToCreate(type))
        {
            schema.Required!.Add(field);
        }

        // Constructors ask for what answers leave out when there is nothing to say.
        schema.Required?.ExceptWith(context.JsonTypeInfo.Properties.Where(IsLeftOutAtTimes).Select(property => property.Name));

        if (schema.Properties is { Count: > 0 })
        {
            schema.AdditionalPropertiesAllowed = false;
        }

        if (Examples.Of(type) is { } example)
        {
#pragma warning disable CS0618 // "examples" came with OpenAPI 3.1; this document is 3.0, for the sake of client generators
            schema.Example = example;
#pragma warning restore CS0618 // as above
        }
    }

    /// <summary>
    /// Properties that hold another schema or null, in the one form that client generators take for just that. Only at the
    /// end: references that are made before the document is complete are written out.
    /// </summary>
    public static void SayNullable(IOpenApiSchema schema, Microsoft.OpenApi.OpenApiDocument document)
    {
        foreach (var (name, property) in schema.Properties?.ToList() ?? [])
        {
            var reference = property.OneOf?.OfType<OpenApiSchemaReference>().FirstOrDefault();
            if ((property.Title ?? reference?.Reference.Id) is { } inner)
            {
                schema.Properties![name] = new OpenApiSchema
                {
                    OneOf = [new OpenApiSchemaReference(inner, document)],
                    Description = property.Description ?? reference?.Description,
                    Extensions = new Dictionary<string, IOpenApiExtension> { ["nullable"] = new JsonNodeExtension(true) },
                };
            }
        }
    }

    /// <summary>Fields that are optional only in the type that creation shares with updates.</summary>
    private static IReadOnlyList<string> RequiredToCreate(Type type) => type switch
    {
        _ when type == typeof(CreateMetricDefinition) => ["name", "kind", "events"],
        _ when type == typeof(CreateHoldout) => ["name", "percentage"],
        _ when type == typeof(CreateExperiment) => ["name", "flag_key"],
        _ when type == typeof(CreateFlag) || type == typeof(CreateSegment) || type == typeof(CreateLayer) => ["name"],
        _ => [],
    };

    /// <summary>The enumeration that it is, may be or holds.</summary>
    private static Type? EnumOf(Type type)
    {
        var inner = IsOptional(type) ? type.GetGenericArguments()[0] : type;
        inner = Nullable.GetUnderlyingType(inner) ?? inner;
        return inner.IsEnum ? inner : null;
    }

    private static bool HoldsNull(JsonPropertyInfo? property) =>
        property?.AttributeProvider is PropertyInfo declared
        && new NullabilityInfoContext().Create(declared).GenericTypeArguments[0].ReadState == NullabilityState.Nullable;

    private static bool IsLeftOutAtTimes(JsonPropertyInfo property) => property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), false) == true;

    private static bool IsToken(Type type) => (Nullable.GetUnderlyingType(type) ?? type) == typeof(JsonToken);

    private static bool IsOptional(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Optional<>);
}
