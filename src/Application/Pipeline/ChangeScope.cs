using FeatureFlag.Domain.Auditing;
using FeatureFlag.Domain.Environments;

namespace FeatureFlag.Application.Pipeline;

/// <summary>
/// The change in progress, one per request: the pipeline puts in where it happens, the handler records what it did.
/// What a handler does not record is not kept: the transaction commits only with its audit entries.
/// </summary>
public sealed class ChangeScope(ICurrentActor current)
{
    private readonly List<Change> _changes = [];
    private Actor? _actor;

    /// <summary>The environment as it was when the sender was authorised and, once the transaction holds it, as it is, its version one higher; its id, not its key, is the truth.</summary>
    public DeploymentEnvironment Environment
    {
        get => field ?? throw new InvalidOperationException("This request changes no environment.");
        internal set;
    }

    /// <summary>Who the audit log will name: the sender; for an anonymous one, who the handler said.</summary>
    public Actor Actor => current.Actor ?? _actor ?? throw new InvalidOperationException("A change needs somebody who does it.");

    /// <summary>Names the doer of an anonymous request: a person who registers does so as themselves.</summary>
    public void ActAs(Actor actor) => _actor = actor;

    /// <summary>What was recorded; the scope begins anew.</summary>
    public IReadOnlyList<Change> TakeChanges()
    {
        var taken = _changes.ToList();
        _changes.Clear();
        return taken;
    }

    public void Record(Change change)
    {
        if (change.Fields.Count > 0)
        {
            _changes.Add(change);
        }
    }
}
