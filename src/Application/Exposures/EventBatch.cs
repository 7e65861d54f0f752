using System.Runtime.InteropServices;

namespace FeatureFlag.Application.Exposures;

/// <summary>The events of one call. Written by one reader, then by one writer; never at the same time.</summary>
public sealed class EventBatch(Guid environmentId)
{
    public const int MaxEvents = 10_000;
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>Of an event's id, in characters.</summary>
    public const int IdMaxLength = 100;

    /// <summary>Of the names of events, experiments, variants and attributes, in characters.</summary>
    public const int NameMaxLength = 100;

    /// <summary>How many errors an answer lists, those of the first lines; it counts all.</summary>
    public const int MaxErrors = 1000;

    private readonly List<PostedEvent> _events = [];
    private readonly List<EventError> _errors = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Guid EnvironmentId => environmentId;

    /// <summary>Those that could be read.</summary>
    public Span<PostedEvent> Events => CollectionsMarshal.AsSpan(_events);

    /// <summary>Names of events, experiments and variants, each once.</summary>
    public IReadOnlyList<string> Names => _names;

    public int Accepted { get; private set; }

    public int Duplicates { get; private set; }

    /// <summary>All of them, also those that <see cref="Errors"/> does not list.</summary>
    public int Rejected { get; private set; }

    /// <summary>By line.</summary>
    public IEnumerable<EventError> Errors => _errors.OrderBy(error => error.Line).Take(MaxErrors);

    /// <summary>Ends when the events are durable, or with the exception that says why they are not.</summary>
    public Task Written => _written.Task;

    public void Add(in PostedEvent posted) => _events.Add(posted);

    /// <summary>For a line that is no event.</summary>
    public void Reject(int line, string detail)
    {
        Rejected++;
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(new(line, detail));
        }
    }

    /// <summary>For an event that is one by itself, but cannot be kept.</summary>
    public void Reject(ref PostedEvent posted, string detail)
    {
        posted.Fate = EventFate.Rejected;
        Rejected++;
        _errors.Add(new(posted.Line, detail)); // at most one per event, and their number is limited
    }

    /// <returns>The place in <see cref="Names"/>.</returns>
    public int PlaceOf(ReadOnlySpan<char> name)
    {
        var places = _places.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!places.TryGetValue(name, out var place))
        {
            place = _names.Count;
            _names.Add(name.ToString());
            _places.Add(_names[place], place);
        }

        return place;
    }

    /// <summary>The events are durable.</summary>
    public void Complete()
    {
        foreach (ref readonly var posted in Events)
        {
            Accepted += posted.Fate == EventFate.Accepted ? 1 : 0;
            Duplicates += posted.Fate == EventFate.Duplicate ? 1 : 0;
        }

        _written.SetResult();
    }

    public void Fail(Exception exception) => _written.SetException(exception);
}
