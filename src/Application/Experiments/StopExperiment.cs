using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Experiments;

/// <param name="Key">Which experiment.</param>
/// <param name="Conclusion">What was learned; null: what was written before stays.</param>
/// <param name="ShipVariant">The arm that becomes the flag's default; null: the flag stays as it is.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record StopExperiment(string Key, string? Conclusion, string? ShipVariant, long? ExpectedVersion)
    : IRequest<Result<Experiment>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Developer;

    public EnvironmentReference Environment => EnvironmentReference.OfExperiment(Key);
}

internal sealed class StopExperimentValidator : AbstractValidator<StopExperiment>
{
    public StopExperimentValidator() => RuleFor(s => s.Conclusion).Paragraph(Flag.DescriptionMaxLength);
}

internal sealed class StopExperimentHandler(IExperimentRepository experiments, RunWriter runs) : IRequestHandler<StopExperiment, Result<Experiment>>
{
    public async Task<Result<Experiment>> Handle(StopExperiment request, CancellationToken cancellationToken)
    {
        var found = await experiments.FindAsync(request.Key, request.ExpectedVersion, cancellationToken);
        if (!found.IsOk)
        {
            return found;
        }

        var experiment = found.Value;
        if (experiment.Status != ExperimentStatus.Running)
        {
            return ExperimentErrors.NotRunning(experiment);
        }

        return request.ShipVariant is null || experiment.Design.Arms.Any(arm => arm.Variant == request.ShipVariant)
            ? await runs.EndAsync(experiment, request.Conclusion, request.ShipVariant, cancellationToken)
            : Error.Invalid("ship_variant", $"must be one of the arms: {string.Join(", ", experiment.Design.Arms.Select(arm => arm.Variant))}; null to ship none.");
    }
}
