using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Holdouts;
using FeatureFlag.Application.Layers;
using FeatureFlag.Application.Metrics;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.Segments;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Domain.Users;
using MediatR;

namespace FeatureFlag.Application.Demo;

/// <summary>
/// Fills the store with <see cref="DemoContent"/>, through the requests that people send, partly in the name of demo users. What is there already
/// stays as it is: doing it again adds nothing.
/// </summary>
/// <param name="Visitors">How many visitors the imaginary shop has.</param>
/// <param name="Progress">Told in words, for people, what is done now; null: nobody wants to know.</param>
public sealed record CreateDemo(int Visitors = CreateDemo.AllVisitors, Action<string>? Progress = null) : IRequest<Result<DemoReport>>, IRequireRole
{
    /// <summary>Enough for the verdicts that the demo promises.</summary>
    public const int AllVisitors = 32_000;

    public Role RequiredRole => Role.Admin;
}

/// <summary>What was made, and what was not.</summary>
/// <param name="Users">The demo users; their passwords are nowhere else.</param>
/// <param name="Added">Made now.</param>
/// <param name="Existing">There already, and left alone.</param>
/// <param name="Failed">Not made, and why.</param>
public sealed record DemoReport(
    IReadOnlyList<DemoUser> Users, IReadOnlyList<DemoItem> Added, IReadOnlyList<DemoItem> Existing, IReadOnlyList<DemoFailure> Failed)
{
    /// <summary>Without the passwords.</summary>
    public override string ToString() => nameof(DemoReport);
}

/// <param name="Email">What they sign in with.</param>
/// <param name="Role">"viewer" or "developer" when the account is made now.</param>
/// <param name="Password">Random, told this once; null: the account was there already.</param>
public sealed record DemoUser(string Email, string Role, string? Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => Email;
}

/// <param name="Type">"segment", "flag", "metric", "layer", "holdout", "experiment", "traffic" or "environment".</param>
/// <param name="Key">Its key.</param>
/// <param name="EnvironmentKey">Where.</param>
public sealed record DemoItem(string Type, string Key, string EnvironmentKey);

/// <param name="Item">What was to be made.</param>
/// <param name="Detail">Why it was not, or not wholly.</param>
public sealed record DemoFailure(DemoItem Item, string Detail);

internal sealed class CreateDemoHandler(IUserRepository users, IPasswordHasher passwords, ICurrentActor current, ISendAs sender, TimeProvider time)
    : IRequestHandler<CreateDemo, Result<DemoReport>>
{
    private readonly List<DemoItem> _added = [];
    private readonly List<DemoItem> _existing = [];
    private readonly List<DemoFailure> _failed = [];

    private Actor Admin => current.Actor!;

    public async Task<Result<DemoReport>> Handle(CreateDemo request, CancellationToken cancellationToken)
    {
        var people = await AddUsersAsync(cancellationToken);
        if (!people.IsOk)
        {
            return people.Error;
        }

        // From here on passwords have to be told, so whatever fails is told with them.
        foreach (var key in DemoContent.Environments)
        {
            request.Progress?.Invoke($"Flags and segments in {key}");
            await TryAsync(new("environment", key, key), () => FillAsync(key, request, cancellationToken));
        }

        return new DemoReport(people.Value, _added, _existing, _failed);
    }

    private async Task<Result<IReadOnlyList<DemoUser>>> AddUsersAsync(CancellationToken cancellationToken)
    {
        var (people, missing) = (new List<DemoUser>(), new List<NewDemoUser>());
        foreach (var (email, name, role) in DemoContent.Users)
        {
            if (await users.FindByEmailAsync(email, cancellationToken) is { } found)
            {
                people.Add(new(found.Email, found.Role.Name(), null));
                continue;
            }

            var password = Passwords.Random();
            var hash = await passwords.HashAsync(password, cancellationToken);
            if (!hash.IsOk)
            {
                return hash.Error;
            }

            people.Add(new(email, role.Name(), password));
            missing.Add(new(email, name, role, hash.Value));
        }

        var added = missing.Count == 0 ? Unit.Value : await sender.SendAsync(Admin, new AddDemoUsers(missing), cancellationToken);
        return added.IsOk ? people : added.Error;
    }

    /// <summary>Who acts outside of protected environments: the demo's developer, unless that account may not any more.</summary>
    private async Task<Actor> DeveloperAsync(CancellationToken cancellationToken) =>
        await users.FindByEmailAsync(DemoContent.Developer, cancellationToken) is { IsActive: true, Role: >= Role.Developer } found ? Actor.Of(found) : Admin;

    private async Task FillAsync(string environmentKey, CreateDemo request, CancellationToken cancellationToken)
    {
        var found = await sender.SendAsync(Admin, new GetEnvironment(environmentKey), cancellationToken);
        if (!found.IsOk)
        {
            _failed.Add(new(new("environment", environmentKey, environmentKey), found.Error.Detail));
            return;
        }

        var actor = found.Value.IsProtected ? Admin : await DeveloperAsync(cancellationToken);
        foreach (var segment in DemoContent.Segments(environmentKey))
        {
            var item = new DemoItem(Node.SegmentType, segment.Key, environmentKey);
            await TryAsync(item, () => AddAsync(actor, item, new GetSegment(environmentKey, segment.Key), segment, [], cancellationToken));
        }

        foreach (var (flag, edits) in DemoContent.Flags(environmentKey))
        {
            var item = new DemoItem(Node.FlagType, flag.Key, environmentKey);
            var updates = edits.Select(fields => new UpdateFlag(environmentKey, flag.Key, fields, null));
            await TryAsync(item, () => AddAsync(actor, item, new GetFlag(environmentKey, flag.Key), flag, updates, cancellationToken));
        }

        if (environmentKey == DemoExperiments.Environment)
        {
            await AddExperimentsAsync(actor, cancellationToken);
            var item = new DemoItem("traffic", "visitors", environmentKey);
            await TryAsync(item, () => AddTrafficAsync(actor, item, request, cancellationToken));
        }
    }

    private async Task AddExperimentsAsync(Actor actor, CancellationToken cancellationToken)
    {
        const string Where = DemoExperiments.Environment;
        foreach (var metric in DemoExperiments.Metrics)
        {
            var item = new DemoItem("metric", metric.Key, Where);
            await TryAsync(item, () => AddAsync(actor, item, new GetMetricDefinition(Where, metric.Key), metric, [], cancellationToken));
        }

        var (layer, holdout) = (DemoExperiments.SharedLayer, DemoExperiments.SharedHoldout);
        var (layerItem, holdoutItem) = (new DemoItem("layer", layer.Key, Where), new DemoItem("holdout", holdout.Key, Where));
        await TryAsync(layerItem, () => AddAsync(actor, layerItem, new GetLayer(Where, layer.Key), layer, [], cancellationToken));
        await TryAsync(holdoutItem, () => AddAsync(actor, holdoutItem, new GetHoldout(Where, holdout.Key), holdout, [], cancellationToken));

        var now = time.GetUtcNow();
        var hour = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        foreach (var (experiment, age) in DemoExperiments.All(hour))
        {
            var item = new DemoItem("experiment", experiment.Key, Where);
            var add = new AddDemoExperiment(experiment, hour - age);
            await TryAsync(item, () => AddAsync(actor, item, new GetExperiment(experiment.Key), add, [], cancellationToken));
        }
    }

    private async Task AddTrafficAsync(Actor actor, DemoItem item, CreateDemo request, CancellationToken cancellationToken)
    {
        var added = await sender.SendAsync(actor, new AddDemoTraffic(request.Visitors, request.Progress), cancellationToken);
        if (!added.IsOk)
        {
            _failed.Add(new(item, added.Error.Detail));
            return;
        }

        (added.Value ? _added : _existing).Add(item);
    }

    /// <summary>Makes one thing and then changes it step by step, unless it is there.</summary>
    private async Task AddAsync<T>(
        Actor actor, DemoItem item, IRequest<Result<T>> find, IRequest<Result<T>> create, IEnumerable<IRequest<Result<T>>> edits, CancellationToken cancellationToken)
    {
        if ((await sender.SendAsync(actor, find, cancellationToken)).IsOk)
        {
            _existing.Add(item);
            return;
        }

        foreach (var step in edits.Prepend(create))
        {
            if (await sender.SendAsync(actor, step, cancellationToken) is { IsOk: false, Error: var error })
            {
                _failed.Add(new(item, error.Detail));
                return;
            }
        }

        _added.Add(item);
    }

    private async Task TryAsync(DemoItem item, Func<Task> make)
    {
        try
        {
            await make();
        }
        catch (StoreUnavailableException)
        {
            _failed.Add(new(item, "The database could not be reached. Try again: what is there by now stays."));
        }
    }
}
