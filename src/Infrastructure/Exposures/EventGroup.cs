using FeatureFlag.Application.Exposures;

namespace FeatureFlag.Infrastructure.Exposures;

/// <summary>Batches that are written together, and which of their events are still to be.</summary>
internal sealed class EventGroup
{
    private Place[] _places = [];

    public EventGroup(IReadOnlyList<EventBatch> batches)
    {
        Batches = batches;
        foreach (var batch in batches)
        {
            foreach (ref var posted in batch.Events)
            {
                posted.Fate = posted.Fate == EventFate.Rejected ? EventFate.Rejected : EventFate.Accepted;
            }
        }
    }

    public IReadOnlyList<EventBatch> Batches { get; }

    /// <summary>The ids of those still to be written, each once, in their order.</summary>
    public UInt128[] Ids { get; private set; } = [];

    public int Count => _places.Length;

    /// <summary>By id.</summary>
    public ref PostedEvent this[int place] => ref Batches[_places[place].Batch].Events[_places[place].Index];

    public EventBatch BatchOf(int place) => Batches[_places[place].Batch];

    /// <summary>Sorts what was not rejected; of those with the same id the first one stays.</summary>
    public void Sort()
    {
        var places = new List<Place>(Batches.Sum(batch => batch.Events.Length));
        for (var batch = 0; batch < Batches.Count; batch++)
        {
            var events = Batches[batch].Events;
            for (var index = 0; index < events.Length; index++)
            {
                if (events[index].Fate != EventFate.Rejected)
                {
                    places.Add(new(events[index].Id, batch, index));
                }
            }
        }

        _places = [.. places];
        Array.Sort(_places);
        KeepOnly(place => place == 0 || _places[place].Id != _places[place - 1].Id);
    }

    /// <summary>The others are duplicates of what was written before.</summary>
    /// <param name="isNew">By place.</param>
    public void KeepOnly(Func<int, bool> isNew)
    {
        var kept = new List<Place>(_places.Length);
        for (var place = 0; place < _places.Length; place++)
        {
            if (isNew(place))
            {
                kept.Add(_places[place]);
            }
            else
            {
                this[place].Fate = EventFate.Duplicate;
            }
        }

        _places = kept.Count == _places.Length ? _places : [.. kept];
        Ids = Array.ConvertAll(_places, place => place.Id);
    }

    private readonly record struct Place(UInt128 Id, int Batch, int Index) : IComparable<Place>
    {
        public int CompareTo(Place other)
        {
            var order = Id.CompareTo(other.Id);
            order = order != 0 ? order : Batch.CompareTo(other.Batch);
            return order != 0 ? order : Index.CompareTo(other.Index);
        }
    }
}
