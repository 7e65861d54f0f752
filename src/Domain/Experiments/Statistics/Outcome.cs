namespace FeatureFlag.Domain.Experiments.Statistics;

/// <summary>A number or several, or the reason why there are none.</summary>
public readonly record struct Outcome<T>
    where T : class
{
    private Outcome(T? value, StatisticsReason? reason) => (Value, Reason) = (value, reason);

    /// <summary>Null exactly if there is a <see cref="Reason"/>.</summary>
    public T? Value { get; }

    public StatisticsReason? Reason { get; }

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(StatisticsReason reason) => new(null, reason);

    /// <summary>What follows from the value; without one, the same reason.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next)
        where TNext : class => Value is null ? Reason!.Value : next(Value);
}
