using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Metrics;

/// <summary>A new metric in one environment. Fields left out: more is better, no window, nothing cut, no CUPED.</summary>
public sealed record CreateMetricDefinition : MetricDefinitionFields, IRequest<Result<MetricDefinition>>, IChangeEnvironment
{
    /// <summary>1 to 100 characters of a-z, 0-9 and "-", after the first also "." and "_". It cannot be changed later.</summary>
    public required string Key { get; init; }

    /// <summary>The environment, by its id …</summary>
    public Guid? EnvironmentId { get; init; }

    /// <summary>… or by its key.</summary>
    public string? EnvironmentKey { get; init; }

    Role IRequireRole.RequiredRole => Role.Developer;

    EnvironmentReference IChangeEnvironment.Environment => new(EnvironmentId, EnvironmentKey);
}

internal sealed class CreateMetricDefinitionValidator : AbstractValidator<CreateMetricDefinition>
{
    public CreateMetricDefinitionValidator()
    {
        Include(new MetricDefinitionFieldsValidator());
        RuleFor(m => m.Key).Must(Flag.IsKey).WithMessage(Flag.KeyRule);
        RuleFor(m => m.Name).Must(name => name.IsNamed).WithMessage("is required.");
        RuleFor(m => m.Kind).Must(kind => kind.IsNamed).WithMessage("is required: say what a unit's number is.");
        RuleFor(m => m.Events).Must(events => events.IsNamed).WithMessage("is required: say which events count.");
    }
}

internal sealed class CreateMetricDefinitionHandler(IMetricRepository metrics, ChangeScope scope, TimeProvider time)
    : IRequestHandler<CreateMetricDefinition, Result<MetricDefinition>>
{
    public async Task<Result<MetricDefinition>> Handle(CreateMetricDefinition request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var metric = request.ApplyTo(new()
        {
            Id = Guid.CreateVersion7(now),
            EnvironmentId = scope.Environment.Id,
            EnvironmentKey = scope.Environment.Key,
            Key = request.Key,
            Name = request.Key,
            Kind = request.Kind.Value,
            Events = request.Events.Value,
            CreatedAt = now,
            UpdatedAt = now,
        });
        if (MetricCheck.Check(metric).ToError() is { } invalid)
        {
            return invalid;
        }

        if (!await metrics.AddAsync(metric, cancellationToken))
        {
            return Error.Conflict(
                $"There is a metric \"{metric.Key}\" in \"{metric.EnvironmentKey}\" already. Choose another key, or change that one with PUT /metric-definitions/{metric.Key}.");
        }

        scope.Record(Change.Created(metric));
        return metric;
    }
}
