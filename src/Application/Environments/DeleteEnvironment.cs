using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Holdouts;
using FeatureFlag.Application.Layers;
using FeatureFlag.Application.Metrics;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Application.Segments;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Environments;

/// <param name="Key">Which one.</param>
/// <param name="Force">Also when it has flags, segments or experiments: they go with it.</param>
/// <param name="ExpectedVersion">Null: whatever its version is.</param>
public sealed record DeleteEnvironment(string Key, bool Force, long? ExpectedVersion) : IRequest<Result<Unit>>, IChangeEnvironment
{
    public Role RequiredRole => Role.Admin;

    public EnvironmentReference Environment => EnvironmentReference.ByKey(Key);
}

internal sealed class DeleteEnvironmentHandler(
    IEnvironmentRepository environments,
    IFlagRepository flags,
    ISegmentRepository segments,
    IExperimentRepository experiments,
    IMetricRepository metrics,
    ILayerRepository layers,
    IHoldoutRepository holdouts,
    ISdkKeyRepository keys,
    ChangeScope scope)
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

        (string Noun, IReadOnlyList<IAudited> Things)[] lost =
        [
            ("flag", await flags.ListAllAsync(environment.Id, cancellationToken)),
            ("segment", await segments.ListAllAsync(environment.Id, cancellationToken)),
            ("experiment", await experiments.ListAllAsync(environment.Id, cancellationToken)),
            ("metric", await metrics.ListAllAsync(environment.Id, cancellationToken)),
            ("layer", await layers.ListAllAsync(environment.Id, cancellationToken)),
            ("holdout", await holdouts.ListAllAsync(environment.Id, cancellationToken)),
        ];
        if (lost.Any(kind => kind.Things.Count > 0) && !request.Force)
        {
            return Error.Conflict(
                $"The environment \"{environment.Key}\" has {All(lost)}, which would be deleted with it. Repeat with ?force=true if that is meant.");
        }

        var lostKeys = await keys.ListAllAsync(environment.Id, cancellationToken);
        await environments.DeleteAsync(environment.Id, cancellationToken);
        foreach (var thing in lost.SelectMany(kind => kind.Things).Concat(lostKeys))
        {
            scope.Record(Change.Deleted(thing));
        }

        scope.Record(Change.Deleted(environment));
        return Unit.Value;
    }

    /// <summary>"2 flags, 1 segment and 1 experiment": flags and segments always, other kinds when there are any.</summary>
    private static string All((string Noun, IReadOnlyList<IAudited> Things)[] lost)
    {
        string[] counts = [.. lost.Where((kind, i) => i < 2 || kind.Things.Count > 0).Select(kind => $"{kind.Things.Count} {kind.Noun}{(kind.Things.Count == 1 ? "" : "s")}")];
        return $"{string.Join(", ", counts[..^1])} and {counts[^1]}";
    }
}
