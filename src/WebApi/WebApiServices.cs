using System.IO.Compression;
using FeatureFlag.Application;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Infrastructure;
using FeatureFlag.WebApi.Auth;
using FeatureFlag.WebApi.Flags;
using FeatureFlag.WebApi.Http;
using FeatureFlag.WebApi.Observability;
using FeatureFlag.WebApi.OpenApi;
using FeatureFlag.WebApi.SdkKeys;
using FeatureFlag.WebApi.Streams;
using FluentValidation;
using FluentValidation.AspNetCore;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace FeatureFlag.WebApi;

/// <summary>What the container holds.</summary>
internal static class WebApiServices
{
    /// <summary>How long a server that is told to stop waits for the requests in progress.</summary>
    public static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(10);

    /// <summary>All that commands and requests need below HTTP.</summary>
    public static void AddCore(this IServiceCollection services, InfrastructureOptions options)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddApplication();
        services.AddInfrastructure(options);
        services.AddSingleton<ISendAs, SendAs>();
        services.AddScoped<CurrentActor>();
        services.AddScoped<ICurrentActor>(provider => provider.GetRequiredService<CurrentActor>());
    }

    public static void AddWebApi(this IServiceCollection services, IConfiguration configuration, InfrastructureOptions options)
    {
        services.AddCore(options);
        services.AddSnapshotPolling();
        services.AddSdkKeyUsageWriting();
        services.AddEventWriting();
        services.AddResultsRefreshing();
        services.AddBearerAuthentication(options);
        services.AddTelemetry(configuration);
        services.AddSingleton<SdkKeyCheck>();
        services.AddStreams(options);
        services.AddControllersAndJson();
        services.AddOpenApiDocument();
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal); // the fastest level is larger than gzip
        services.AddResponseCompression(compression => compression.EnableForHttps = true); // only where a route asks for it, and the dashboard's files
        services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownPatience);
    }

    /// <summary>MVC's own messages name properties of .NET types.</summary>
    private static void SayPlainly(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => $"\"{value}\" is not a value that this parameter takes.");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"\"{value}\" is not a value that this parameter takes.");
        messages.SetValueMustNotBeNullAccessor(_ => "must not be empty.");
        messages.SetMissingBindRequiredValueAccessor(_ => "is required.");
    }

    private static void AddControllersAndJson(this IServiceCollection services)
    {
        services.AddMvcCore(mvc =>
            {
                mvc.InputFormatters.Clear();
                SayPlainly(mvc.ModelBindingMessageProvider);
                mvc.ModelMetadataDetailsProviders.Add(new SuppressChildValidationMetadataProvider(typeof(Attributes))); // it would read every property

                // Nothing here reads forms; left in, a broken one is a 400 before its content type is a 415.
                mvc.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
                mvc.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
                mvc.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
            })
            .AddApiExplorer()
            .AddAuthorization()
            .AddJsonOptions(json => Json.Configure(json.JsonSerializerOptions))
            .ConfigureApiBehaviorOptions(behavior =>
            {
                behavior.SuppressMapClientErrors = true;
                behavior.InvalidModelStateResponseFactory = context => new ProblemActionResult(ModelStateErrors.Of(context.ModelState));
            });
        services.ConfigureHttpJsonOptions(json => Json.Configure(json.SerializerOptions)); // the OpenAPI document reads these
        services.AddSingleton<IPostConfigureOptions<MvcOptions>>(provider => new PostConfigureOptions<MvcOptions>(
            Options.DefaultName,
            mvc =>
            {
                var json = provider.GetRequiredService<IOptions<JsonOptions>>().Value.JsonSerializerOptions;
                mvc.InputFormatters.Insert(0, new StrictJsonInputFormatter(json));
                mvc.OutputFormatters.RemoveType<StringOutputFormatter>();
                var output = mvc.OutputFormatters.OfType<SystemTextJsonOutputFormatter>().Single();
                output.SupportedMediaTypes.Clear();
                output.SupportedMediaTypes.Add("application/json");
            }));
        services.AddFluentValidationAutoValidation(validation => validation.DisableDataAnnotationsValidation = true);
        services.AddSingleton<IValidator<PageQuery>, PageQueryValidator>();
        services.AddSingleton<IValidator<OverviewQuery>, OverviewQueryValidator>();
    }
}
