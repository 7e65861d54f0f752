namespace FeatureFlag.Domain;

/// <summary>A field of a partial update: named by the caller (with whatever value), or left alone.</summary>
public readonly record struct Optional<T>(T Value)
{
    public bool IsNamed { get; } = true;

    public T Or(T current) => IsNamed ? Value : current;

    public static implicit operator Optional<T>(T value) => new(value);
}
