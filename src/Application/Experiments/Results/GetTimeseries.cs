using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>How a comparison came to be, from what is stored.</summary>
/// <param name="Experiment">Its key.</param>
/// <param name="Run">1, 2, …; null: the last one.</param>
/// <param name="Metric">Its key; null: the first goal.</param>
/// <param name="Treatment">An arm; null: the first one that is not the control.</param>
public sealed record GetTimeseries(string Experiment, int? Run, string? Metric, string? Treatment) : IRequest<Result<ResultsTimeseries>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

internal sealed class GetTimeseriesHandler(AnalysedRuns runs, IResultsStore store) : IRequestHandler<GetTimeseries, Result<ResultsTimeseries>>
{
    public async Task<Result<ResultsTimeseries>> Handle(GetTimeseries request, CancellationToken cancellationToken)
    {
        var found = await runs.FindAsync(request.Experiment, request.Run, cancellationToken);
        if (!found.IsOk)
        {
            return found.Error;
        }

        var subject = found.Value.Subject;
        var metric = request.Metric ?? subject.Metrics[0].Key; // goals come first, and there is one
        var treatment = request.Treatment ?? subject.Arms[1];
        if (subject.Metrics.All(other => other.Key != metric))
        {
            return ResultsErrors.NoMetric(request.Experiment, metric);
        }

        if (!subject.Arms.Skip(1).Contains(treatment))
        {
            return Error.Invalid("treatment", $"must be one of {string.Join(", ", subject.Arms.Skip(1).Select(arm => $"\"{arm}\""))}.");
        }

        var stored = await store.ReadAllAsync(found.Value.Run.Id, cancellationToken);
        var points = stored.Select(one => TimeseriesPoint.Of(one.Results, metric, subject.Control, treatment)).OfType<TimeseriesPoint>();
        return new ResultsTimeseries(metric, treatment, subject.Run.Number, [.. points], stored.Count == 0 ? [] : stored[^1].Daily);
    }
}
