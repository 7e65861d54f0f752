using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Experiments;

/// <summary>A new experiment, as a draft: what starting needs may still be missing.</summary>
public sealed record CreateExperiment : ExperimentFields, IRequest<Result<Experiment>>, IChangeEnvironment
{
    /// <summary>1 to 100 characters of a-z, 0-9 and "-", after the first also "." and "_"; unique in the whole installation. It cannot be changed later.</summary>
    public required string Key { get; init; }

    /// <summary>The environment, by its id …</summary>
    public Guid? EnvironmentId { get; init; }

    /// <summary>… or by its key.</summary>
    public string? EnvironmentKey { get; init; }

    Role IRequireRole.RequiredRole => Role.Developer;

    EnvironmentReference IChangeEnvironment.Environment => new(EnvironmentId, EnvironmentKey);
}

internal sealed class CreateExperimentValidator : AbstractValidator<CreateExperiment>
{
    public CreateExperimentValidator()
    {
        Include(new ExperimentFieldsValidator());
        RuleFor(e => e.Key).Must(Flag.IsKey).WithMessage(Flag.KeyRule);
        RuleFor(e => e.Name).Must(name => name.IsNamed).WithMessage("is required.");
        RuleFor(e => e.FlagKey).Must(key => key.IsNamed).WithMessage("is required: say on which flag it is to run.");
    }
}

internal sealed class CreateExperimentHandler(IExperimentRepository experiments, ChangeScope scope, TimeProvider time)
    : IRequestHandler<CreateExperiment, Result<Experiment>>
{
    public async Task<Result<Experiment>> Handle(CreateExperiment request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var experiment = request.ApplyTo(new()
        {
            Id = Guid.CreateVersion7(now),
            EnvironmentId = scope.Environment.Id,
            EnvironmentKey = scope.Environment.Key,
            Key = request.Key,
            FlagKey = request.FlagKey.Value,
            Name = request.Key,
            Design = new() { Arms = [], Control = "" },
            CreatedAt = now,
            UpdatedAt = now,
        });
        if (ExperimentCheck.Check(experiment).ToError() is { } invalid)
        {
            return invalid;
        }

        if (!await experiments.AddAsync(experiment, cancellationToken))
        {
            return Error.Conflict(
                $"There is an experiment \"{experiment.Key}\" already, in this or another environment. Choose another key, or change that one with PUT /experiments/{experiment.Key}.");
        }

        scope.Record(Change.Created(experiment));
        return experiment;
    }
}
