using Microsoft.OpenApi;

namespace FeatureFlag.WebApi.OpenApi;

/// <summary>The OpenAPI document at /openapi.json and the page at /docs that shows it.</summary>
internal static class OpenApiDocument
{
    public const string Path = "/openapi.json";
    public const string BearerScheme = "bearer";
    public const string SdkKeyScheme = "sdk_key";
    public const string SdkKeyHeaderScheme = "sdk_key_header";

    /// <summary>In the order in which a reader wants them.</summary>
    private static readonly string[] Tags = ["Authentication and users", "Environments", "Flags", "Experiments", "Metrics", "Layers", "Holdouts", "SDK keys", "Evaluation", "OpenFeature", "Audit", "Health"];

    public static void AddOpenApiDocument(this IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
        options.CreateSchemaReferenceId = SchemaRules.NameOf;
        options.AddSchemaTransformer(SchemaRules.ApplyAsync);
        options.AddOperationTransformer(OperationRules.ApplyAsync);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "FeatureFlag",
                Version = "1",
                Description = "Feature flags. Errors are problem details (RFC 9457) whose `detail` says what to do.",
            };
            document.Servers = [];
            document.Tags = Tags.Select(name => new OpenApiTag { Name = name }).ToHashSet();
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [BearerScheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    BearerFormat = "JWT",
                    Description = "The access_token of POST /auth/login.",
                },
                [SdkKeyScheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "The secret of POST /environments/{key}/sdk-keys.",
                },
                [SdkKeyHeaderScheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey,
                    In = ParameterLocation.Header,
                    Name = "X-API-Key",
                    Description = "The same, in a header of its own.",
                },
            };
            foreach (var path in document.Paths.Values)
            {
                path.Operations?.Remove(HttpMethod.Head); // what GET describes, without a body
            }

            foreach (var schema in document.Components.Schemas?.Values ?? [])
            {
                SchemaRules.SayNullable(schema, document);
            }

            return Task.CompletedTask;
        });
    });

    public static void UseDocumentation(this WebApplication app)
    {
        app.MapOpenApi(Path).AllowAnonymous();
        app.UseWhen(IsRead, pages => // the page would answer any verb
        {
            pages.UseMiddleware<DocumentationPolicyMiddleware>();
            pages.UseSwaggerUi(ui =>
            {
                ui.Path = "/docs";
                ui.DocumentPath = Path;
                ui.DocumentTitle = "FeatureFlag API";
                ui.DocExpansion = "list";
                ui.CustomStylesheetPath = "/docs.css";
            });
        });
    }

    private static bool IsRead(HttpContext context) => HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);

    /// <summary>An SDK key, in either header.</summary>
    public static List<OpenApiSecurityRequirement> BySdkKey(Microsoft.OpenApi.OpenApiDocument document) =>
    [
        new() { [new OpenApiSecuritySchemeReference(SdkKeyScheme, document)] = [] },
        new() { [new OpenApiSecuritySchemeReference(SdkKeyHeaderScheme, document)] = [] },
    ];
}
