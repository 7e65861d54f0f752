using System.Globalization;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Experiments;

/// <summary>Newest first. Null fields do not filter.</summary>
/// <param name="EnvironmentKey">Only this environment's.</param>
/// <param name="FlagKey">Only those on flags of this key.</param>
/// <param name="Status">"draft", "running", "stopped" or "archived".</param>
/// <param name="Q">In key or name, whatever the case.</param>
/// <param name="Page">How many, and after which.</param>
public sealed record ListExperiments(string? EnvironmentKey, string? FlagKey, string? Status, string? Q, PageRequest Page)
    : IRequest<Result<Page<Experiment>>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;

    internal ExperimentStatus? ParsedStatus
    {
        get
        {
            var index = Words.Of(typeof(ExperimentStatus)).TakeWhile(word => word != Status).Count();
            return Enum.IsDefined((ExperimentStatus)index) ? (ExperimentStatus)index : null;
        }
    }
}

internal sealed class ListExperimentsValidator : AbstractValidator<ListExperiments>
{
    public ListExperimentsValidator()
    {
        RuleFor(l => l.FlagKey).Paragraph(Flag.KeyMaxLength);
        RuleFor(l => l.Status).Must((list, status) => status is null || list.ParsedStatus is not null)
            .WithMessage("must be \"draft\", \"running\", \"stopped\" or \"archived\".");
        RuleFor(l => l.Q).Paragraph(Flag.NameMaxLength);
    }
}

internal sealed class ListExperimentsHandler(IExperimentRepository experiments, IEnvironmentRepository environments)
    : IRequestHandler<ListExperiments, Result<Page<Experiment>>>
{
    public async Task<Result<Page<Experiment>>> Handle(ListExperiments request, CancellationToken cancellationToken)
    {
        var environment = await environments.FilterAsync(request.EnvironmentKey, cancellationToken);
        if (!environment.IsOk)
        {
            return environment.Error;
        }

        var found = await experiments.ListAsync(
            new(environment.Value, request.FlagKey, request.ParsedStatus, request.Q), request.Page, cancellationToken);
        return request.Page.Cut(found, experiment => new(experiment.Id.ToString("D", CultureInfo.InvariantCulture)));
    }
}
