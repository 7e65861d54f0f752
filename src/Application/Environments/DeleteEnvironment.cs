using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Application.Segments;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Environments;

/// <param name="Key">Which one.</param>
/// <param name="Force">Also when it has flags or segments: they go with it.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record DeleteEnvironment(string Key, bool Force, long? ExpectedVersion) : IRequest<Result<Unit>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Admin;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(Key);
}

internal sealed class DeleteEnvironmentHandler(
    IEnvironmentRepository environments, IFlagRepository flags, ISegmentRepository segments, ISdkKeyRepository keys, ChangeScope scope)
    : IRequestHandler<DeleteEnvironment, Result<Unit>>
{
    public async Task<Result<Unit>> Handle(DeleteEnvironment request, CancellationToken cancellationToken)
    {
        var environment = scope.Environment; // held, and its version one higher already
        var version = environment.Version - 1;
        if (request.ExpectedVersion is { } expected && expected != version)
        {
            return Error.VersionMismatch(version);
        }

        var lost = await flags.ListAllAsync(environment.Id, cancellationToken);
        var lostSegments = await segments.ListAllAsync(environment.Id, cancellationToken);
        if (lost.Count + lostSegments.Count > 0 && !request.Force)
        {
            return Error.Conflict(
                $"The environment \"{environment.Key}\" has {Count(lost.Count, "flag")} and {Count(lostSegments.Count, "segment")}, which would be deleted with it. " +
                "Repeat with ?force=true if that is meant.");
        }

        var lostKeys = await keys.ListAllAsync(environment.Id, cancellationToken);
        await environments.DeleteAsync(environment.Id, cancellationToken);
        foreach (var thing in lost.Concat<IAudited>(lostSegments).Concat(lostKeys))
        {
            scope.Record(Change.Deleted(thing));
        }

        scope.Record(Change.Deleted(environment));
        return Unit.Value;
    }

    private static string Count(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
