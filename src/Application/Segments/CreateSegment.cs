using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Domain.Users;
using FluentValidation;
using MediatR;

namespace FeatureFlag.Application.Segments;

/// <summary>A new segment in one environment. Fields left out: nobody is in.</summary>
public sealed record CreateSegment : SegmentFields, IRequest<Result<Segment>>, IChangeEnvironment
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

internal sealed class CreateSegmentValidator : AbstractValidator<CreateSegment>
{
    public CreateSegmentValidator()
    {
        Include(new SegmentFieldsValidator());
        RuleFor(s => s.Key).Must(Segment.IsKey).WithMessage(Segment.KeyRule);
        RuleFor(s => s.Name).Must(name => name.IsNamed).WithMessage("is required.");
    }
}

internal sealed class CreateSegmentHandler(ISegmentRepository segments, DependencyWriter dependencies, ChangeScope scope, TimeProvider time)
    : IRequestHandler<CreateSegment, Result<Segment>>
{
    public async Task<Result<Segment>> Handle(CreateSegment request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var segment = request.ApplyTo(new()
        {
            Id = Guid.CreateVersion7(now),
            EnvironmentId = scope.Environment.Id,
            EnvironmentKey = scope.Environment.Key,
            Key = request.Key,
            Name = request.Key,
            CreatedAt = now,
            UpdatedAt = now,
        });
        if (segment.Check().ToError() is { } invalid)
        {
            return invalid;
        }

        if (!await segments.AddAsync(segment, cancellationToken))
        {
            return Error.Conflict(
                $"There is a segment \"{segment.Key}\" in \"{segment.EnvironmentKey}\" already. Choose another key, or change that one with PUT /segments/{segment.Key}.");
        }

        if (await dependencies.SaveAsync(segment.EnvironmentId, Node.Segment(segment.Key), References.Of(segment), cancellationToken) is { } refused)
        {
            return refused;
        }

        scope.Record(Change.Created(segment));
        return segment;
    }
}
