using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Infrastructure.Experiments;

/// <param name="Interval">How often results of running experiments are computed.</param>
public sealed record ResultsOptions(TimeSpan Interval);

/// <summary>Computes results in the background, one run after the other, and a run on one node at a time: those that are due every few minutes, and those that somebody asked for.</summary>
internal sealed partial class ResultsRefreshing(
    ResultsQueue queue, ResultsOptions options, Database database, IServiceScopeFactory scopes, TimeProvider time, ILogger<ResultsRefreshing> logger) : BackgroundService
{
    /// <summary>What exactly was wrong may name servers and accounts, which is nothing for everybody.</summary>
    private const string Away = "The database could not be reached, or took too long. Have the results computed again in a while.";

    /// <summary>How long to wait before another look whether another node is done.</summary>
    private static readonly TimeSpan OtherNode = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(AskAsync(stoppingToken), WorkAsync(stoppingToken));

    private async Task AskAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Interval, time);
        do
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<RefreshResults>().AskForDueAsync(options.Interval, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log(exception, "Which results are due");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var run = await queue.TakeAsync(stoppingToken);
            try
            {
                await using var held = await database.TryLockResultsAsync(run.Run, stoppingToken);
                if (held is null)
                {
                    queue.PutBack(run);
                    await Task.Delay(OtherNode, time, stoppingToken);
                    continue;
                }

                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<RefreshResults>().ComputeAsync(run, stoppingToken);
                queue.Finish(run, null);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                queue.Finish(run, exception is StoreUnavailableException ? Away : "The results could not be computed; the log of the server says why.");
                Log(exception, run.Experiment);
            }
        }
    }

    /// <summary>A database that is away is told elsewhere.</summary>
    private void Log(Exception exception, string what)
    {
        if (exception is not StoreUnavailableException)
        {
            LogFailed(exception, what);
        }
    }

    [LoggerMessage(LogLevel.Error, "Results could not be computed: {What}")]
    private partial void LogFailed(Exception exception, string what);
}
