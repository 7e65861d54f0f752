using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.SdkKeys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Infrastructure.SdkKeys;

/// <summary>Writes down now and then, and when the server stops, which SDK keys were used. No change of anything: no version, no history.</summary>
internal sealed partial class SdkKeyUsageWriting(
    SdkKeyUsage usage, IServiceScopeFactory scopes, TimeProvider time, ILogger<SdkKeyUsageWriting> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await WriteAsync(stoppingToken);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var uses = usage.Take();
        if (uses.Count == 0)
        {
            return;
        }

        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ISdkKeyRepository>().NoteUsesAsync(uses, cancellationToken);
        }
        catch (Exception exception)
        {
            if (exception is not (StoreUnavailableException or OperationCanceledException))
            {
                LogFailed(exception);
            }

            // Evaluation goes on without the database; what was not written is tried again with what comes after it.
            foreach (var (id, at) in uses)
            {
                usage.Note(id, at);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Which SDK keys were used could not be written down; it is tried again")]
    private partial void LogFailed(Exception exception);
}
