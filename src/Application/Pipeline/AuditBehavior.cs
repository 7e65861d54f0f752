using FeatureFlag.Application.Auditing;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using MediatR;

namespace FeatureFlag.Application.Pipeline;

/// <summary>
/// Puts a change, its audit entries and the environment's next version into one transaction, and makes the change
/// visible to evaluation after the commit, never before. A failure, or a change that changes nothing, leaves no trace.
/// </summary>
public sealed class AuditBehavior<TRequest, TResponse>(
    IStore store,
    ChangeScope scope,
    IEnvironmentRepository environments,
    IAuditLog audit,
    ISnapshotPublisher publisher,
    TimeProvider time) : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IRequest<TResponse>, IChange
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TResponse> next)
    {
        TResponse response;
        await using (var transaction = await store.BeginAsync(cancellationToken))
        {
            // First, because it locks the row: writers of one environment wait for each other here and never deadlock.
            if (request is IChangeEnvironment && await HoldAsync(cancellationToken) is { } refusal)
            {
                return TResponse.Fail(refusal);
            }

            response = await next();
            var changes = scope.TakeChanges();
            if (response.Error is not null || changes.Count == 0)
            {
                return response;
            }

            await audit.AppendAsync(Entries(changes), cancellationToken);
            await transaction.CommitAsync();
        }

        await publisher.PublishAsync();
        return response;
    }

    /// <summary>While it waited for others, the environment may have gone, or have been protected.</summary>
    private async Task<Error?> HoldAsync(CancellationToken cancellationToken)
    {
        if (await environments.AdvanceVersionAsync(scope.Environment.Id, cancellationToken) is not { } held)
        {
            return EnvironmentErrors.NotFound(scope.Environment.Key);
        }

        scope.Environment = held;
        return EnvironmentErrors.Refusal(held, scope.Actor);
    }

    private List<AuditEntry> Entries(IReadOnlyList<Change> changes)
    {
        var now = time.GetUtcNow();
        return [.. changes.Select(change => new AuditEntry(Guid.CreateVersion7(now), change, scope.Actor.Id, scope.Actor.Email, now))];
    }
}
