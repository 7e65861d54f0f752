using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Experiments.Results;

/// <summary>What the latest stored results of experiments' last runs recommend. Computes nothing.</summary>
/// <param name="Experiments">Their ids.</param>
public sealed record ListVerdicts(IReadOnlyCollection<Guid> Experiments) : IRequest<Result<Dictionary<Guid, ExperimentVerdict>>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

/// <summary>What an experiment's latest stored results recommend.</summary>
/// <param name="Recommendation">"ship", "rollback", "keep_running" or "review".</param>
/// <param name="Variant">What to ship; null unless that is what to do.</param>
/// <param name="ResultsAt">When these results were computed.</param>
public sealed record ExperimentVerdict(string Recommendation, string? Variant, DateTimeOffset ResultsAt);

internal sealed class ListVerdictsHandler(IResultsStore store) : IRequestHandler<ListVerdicts, Result<Dictionary<Guid, ExperimentVerdict>>>
{
    public async Task<Result<Dictionary<Guid, ExperimentVerdict>>> Handle(ListVerdicts request, CancellationToken cancellationToken) =>
        await store.ListVerdictsAsync(request.Experiments, cancellationToken);
}
