using System.Text.Json.Nodes;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Flags;

/// <summary>One flag in all environments, side by side.</summary>
public sealed record CompareFlag(string Key) : IRequest<Result<FlagComparison>>, IRequireRole
{
    public Role RequiredRole => Role.Viewer;
}

/// <param name="Key">The flag's.</param>
/// <param name="Environments">All of them, oldest first.</param>
/// <param name="Differences"><c>{field: {environment key: value}}</c> of the fields that are not the same wherever the flag is.</param>
public sealed record FlagComparison(string Key, IReadOnlyList<FlagInEnvironment> Environments, JsonObject Differences);

/// <param name="EnvironmentKey">Where.</param>
/// <param name="Flag">Null: it is not there.</param>
public sealed record FlagInEnvironment(string EnvironmentKey, Flag? Flag);

internal sealed class CompareFlagHandler(IFlagRepository flags, IEnvironmentRepository environments)
    : IRequestHandler<CompareFlag, Result<FlagComparison>>
{
    /// <summary>What experiments and holdouts of an environment write is no configuration that environments could share.</summary>
    private static readonly string[] OfOneEnvironment = ["experiment", "holdout"];

    private static readonly PageRequest Everything = new(int.MaxValue - 1, null); // environments are few

    public async Task<Result<FlagComparison>> Handle(CompareFlag request, CancellationToken cancellationToken)
    {
        var found = new List<FlagInEnvironment>();
        foreach (var environment in await environments.ListAsync(Everything, cancellationToken))
        {
            found.Add(new(environment.Key, await flags.FindAsync(environment.Id, request.Key, cancellationToken)));
        }

        return found.Any(place => place.Flag is not null)
            ? new FlagComparison(request.Key, found, Differences([.. found.Select(place => place.Flag).OfType<Flag>()]))
            : Error.NotFound($"There is no flag \"{request.Key}\" in any environment. GET /flags lists those there are.");
    }

    private static JsonObject Differences(IReadOnlyList<IAudited> flags)
    {
        var described = flags.Select(flag => (Environment: flag.EnvironmentKey!, Fields: flag.Describe())).ToList();
        var differences = new JsonObject();
        foreach (var field in described[0].Fields.Select(pair => pair.Key).Except(OfOneEnvironment))
        {
            if (described.Select(place => place.Fields[field]?.ToJsonString()).Distinct().Count() > 1)
            {
                differences[field] = new JsonObject(described.Select(place => KeyValuePair.Create(place.Environment, place.Fields[field]?.DeepClone())));
            }
        }

        return differences;
    }
}
