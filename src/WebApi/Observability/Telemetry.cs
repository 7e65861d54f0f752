using System.Diagnostics.Metrics;
using FeatureFlag.Application.Evaluation;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Application.Streams;
using FeatureFlag.Infrastructure;
using FeatureFlag.WebApi.Streams;
using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace FeatureFlag.WebApi.Observability;

/// <summary>Metrics for Prometheus always; metrics and traces by OTLP when OTEL_EXPORTER_OTLP_ENDPOINT is set.</summary>
internal static class Telemetry
{
    private const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var exports = !string.IsNullOrEmpty(configuration[EndpointVariable]);
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("featureflag"))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(EvaluationService.MeterName, EventQueue.MeterName, StreamHub.MeterName, StoreMeter.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel");
                metrics.AddView("http.server.active_requests", MetricStreamConfiguration.Drop); // counted even for hot routes, at a microsecond each
                metrics.AddRuntimeInstrumentation();
                metrics.AddPrometheusExporter();
                _ = exports ? metrics.AddOtlpExporter() : metrics;
            });
        if (exports)
        {
            telemetry.WithTracing(traces => traces
                .AddAspNetCoreInstrumentation(http => http.Filter = context => !StreamServices.IsStream(context.Request.Path))
                .AddNpgsql()
                .AddOtlpExporter());
        }

        services.AddHostedService<StoreMeter>();
    }
}

/// <summary>Gauges of the parts behind the server. The labels are environments, which admins make.</summary>
internal sealed class StoreMeter(IMeterFactory meters, StoreStatus status, SnapshotStore snapshots) : IHostedService
{
    public const string Name = "FeatureFlag.Store";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(Name);
        meter.CreateObservableGauge("featureflag.snapshot.age", () => status.SnapshotAge?.TotalSeconds ?? double.NaN, "s", "Time since memory was known to equal the database.");
        meter.CreateObservableGauge("featureflag.snapshot.version", Versions, description: "The version of each environment that evaluation uses.");
        meter.CreateObservableGauge("featureflag.snapshot.flags", Flags, description: "Flags in each environment.");
        meter.CreateObservableGauge("featureflag.store.reachable", () => status.IsStoreReachable ? 1 : 0, description: "1 if the database answers.");
        meter.CreateObservableGauge("featureflag.notices.arriving", () => status.AreNoticesArriving ? 1 : 0, description: "1 if notices of changes by other nodes arrive; 0 always without Redis.");
        meter.CreateObservableGauge("featureflag.cache.reachable", () => status.IsCacheReachable ? 1 : 0, description: "1 if the distributed cache answers.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<long>> Versions() =>
        snapshots.All.Select(snapshot => new Measurement<long>(snapshot.Version, Label(snapshot.EnvironmentKey)));

    private IEnumerable<Measurement<long>> Flags() =>
        snapshots.All.Select(snapshot => new Measurement<long>(snapshot.Flags.Count, Label(snapshot.EnvironmentKey)));

    private static KeyValuePair<string, object?> Label(string environmentKey) => new("environment", environmentKey);
}
