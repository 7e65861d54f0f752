using FeatureFlag.Application.Exposures;
using FeatureFlag.Application.Pipeline;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Infrastructure.Exposures;

/// <summary>Writes down now and then, and when the server stops, what evaluations noted: exposures, and how often flags were used.</summary>
internal sealed partial class ExposureWriting(
    ExposureSink exposures, FlagUsage usage, IEventStore store, TimeProvider time, ILogger<ExposureWriting> logger) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Usage is written every so many intervals.</summary>
    public const int UsageInterval = 10;

    private const int Batch = 5000;
    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly List<FlagUsed> _unwritten = [];
    private long _reported;
    private long _reportedAt;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await WriteExposuresAsync(cancellationToken);
        await WriteUsageAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        for (var round = 1; await timer.WaitForNextTickAsync(stoppingToken); round++)
        {
            await WriteExposuresAsync(stoppingToken);
            if (round % UsageInterval == 0)
            {
                await WriteUsageAsync(stoppingToken);
            }

            ReportDropped();
        }
    }

    private async Task WriteExposuresAsync(CancellationToken cancellationToken)
    {
        while (exposures.Take(Batch) is { Count: > 0 } taken)
        {
            if (!await TryAsync(() => store.WriteAsync(taken, cancellationToken)))
            {
                exposures.Return(taken);
                return;
            }
        }
    }

    private async Task WriteUsageAsync(CancellationToken cancellationToken)
    {
        _unwritten.AddRange(usage.Take(time.GetUtcNow()));
        if (_unwritten.Count == 0)
        {
            return;
        }

        var summed = FlagUsage.Sum(_unwritten);
        _unwritten.Clear();
        foreach (var batch in summed.Chunk(Batch))
        {
            if (!await TryAsync(() => store.WriteAsync(batch, cancellationToken)))
            {
                _unwritten.AddRange(batch);
            }
        }
    }

    /// <summary>Evaluation goes on without the database; what was not written is tried again with what comes after it.</summary>
    private async Task<bool> TryAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (Exception exception)
        {
            if (exception is not (StoreUnavailableException or OperationCanceledException))
            {
                LogFailed(exception);
            }

            return false;
        }
    }

    private void ReportDropped()
    {
        var dropped = exposures.Dropped;
        if (dropped > _reported && (_reportedAt == 0 || time.GetElapsedTime(_reportedAt) >= Quiet))
        {
            LogDropped(dropped - _reported, ExposureSink.Capacity);
            (_reported, _reportedAt) = (dropped, time.GetTimestamp());
        }
    }

    [LoggerMessage(LogLevel.Error, "Exposures or usage of flags could not be written; it is tried again")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Count} exposures were dropped: more than {Capacity} units wait to be written, or their id is longer than 512 characters")]
    private partial void LogDropped(long count, int capacity);
}
