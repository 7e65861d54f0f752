using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>How far the computation of a run's results is.</summary>
/// <param name="Experiment">Its key.</param>
/// <param name="Run">1, 2, …; null: the last one.</param>
public sealed record GetResultsProgress(string Experiment, int? Run) : IRequest<Result<ComputationProgress>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

/// <summary>How far the computation of a run's results is, on the server that was asked.</summary>
/// <param name="State">"idle", "queued", "running" or "failed".</param>
/// <param name="Done">Steps that are done.</param>
/// <param name="Total">All steps; 0 while they are not known.</param>
/// <param name="Step">What is done now, for people; null: nothing.</param>
/// <param name="FinishedAt">When the last computation ended; null: there was none since the server started.</param>
/// <param name="Error">Why the last one failed, for people; null: it did not.</param>
public sealed record ComputationProgress(string State, int Done, int Total, string? Step, DateTimeOffset? FinishedAt, string? Error)
{
    public const string Idle = "idle";
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Failed = "failed";

    public static IReadOnlyList<string> States { get; } = [Idle, Queued, Running, Failed];

    public static ComputationProgress None { get; } = new(Idle, 0, 0, null, null, null);
}

internal sealed class GetResultsProgressHandler(AnalysedRuns runs, ResultsQueue queue) : IRequestHandler<GetResultsProgress, Result<ComputationProgress>>
{
    public async Task<Result<ComputationProgress>> Handle(GetResultsProgress request, CancellationToken cancellationToken)
    {
        var found = await runs.FindAsync(request.Experiment, request.Run, cancellationToken);
        return found.IsOk ? queue.Of(found.Value.Run.Id) : found.Error;
    }
}
