using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>Results by the value of an attribute at the first exposure, computed now.</summary>
/// <param name="Experiment">Its key.</param>
/// <param name="Run">1, 2, …; null: the last one.</param>
/// <param name="Dimension">One of the run's dimensions.</param>
/// <param name="Metric">A metric's key; null: all.</param>
public sealed record GetBreakdown(string Experiment, int? Run, string Dimension, string? Metric) : IRequest<Result<ResultsBreakdown>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetBreakdownHandler(AnalysedRuns runs, IRunDataReader reader, TimeProvider time)
    : IRequestHandler<GetBreakdown, Result<ResultsBreakdown>>
{
    public async Task<Result<ResultsBreakdown>> Handle(GetBreakdown request, CancellationToken cancellationToken)
    {
        var found = await runs.FindAsync(request.Experiment, request.Run, cancellationToken);
        if (!found.IsOk)
        {
            return found.Error;
        }

        var (run, subject) = (found.Value, found.Value.Subject);
        if (!run.Run.Design.Dimensions.Contains(request.Dimension))
        {
            return Error.Invalid("dimension", run.Run.Design.Dimensions.Count == 0
                ? "cannot be given: the experiment has no dimensions. Name them before it starts."
                : $"must be one of {string.Join(", ", run.Run.Design.Dimensions.Select(name => $"\"{name}\""))}.");
        }

        if (request.Metric is { } metric && subject.Metrics.All(other => other.Key != metric))
        {
            return ResultsErrors.NoMetric(request.Experiment, metric);
        }

        var asOf = run.Latest(time.GetUtcNow());
        var slices = await reader.ReadSlicesAsync(run.Experiment.EnvironmentId, subject, asOf, request.Dimension, cancellationToken);
        return Only(BreakdownAssembly.Of(subject, request.Dimension, asOf, slices), request.Metric);
    }

    /// <summary>All goals are computed whatever is asked for: they are corrected together.</summary>
    private static ResultsBreakdown Only(ResultsBreakdown breakdown, string? metric) => metric is null ? breakdown : breakdown with
    {
        Rows = [.. breakdown.Rows.Select(row => row with { Metrics = [.. row.Metrics.Where(other => other.Key == metric)] })],
    };
}
