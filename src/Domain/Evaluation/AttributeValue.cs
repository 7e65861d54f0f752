namespace FeatureFlag.Domain.Evaluation;

/// <summary>What kind of JSON value an attribute has. JSON null is <see cref="Missing"/>.</summary>
public enum AttributeKind : byte
{
    Missing,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

/// <summary>The value of an attribute, as in JSON.</summary>
public readonly struct AttributeValue
{
    private static readonly object TrueValue = new();

    private readonly object? _reference;
    private readonly Number _number;

    private AttributeValue(AttributeKind kind, object? reference, Number number = default) =>
        (Kind, _reference, _number) = (kind, reference, number);

    public AttributeKind Kind { get; }

    /// <summary>Only of a <see cref="AttributeKind.String"/>.</summary>
    public string String => (string)_reference!;

    /// <summary>Only of a <see cref="AttributeKind.Number"/>.</summary>
    public Number Number => _number;

    /// <summary>Only of a <see cref="AttributeKind.Boolean"/>.</summary>
    public bool Boolean => _reference is not null;

    /// <summary>Only of an <see cref="AttributeKind.Array"/>.</summary>
    public ReadOnlySpan<AttributeValue> Elements => (AttributeValue[])_reference!;

    /// <summary>Only of an <see cref="AttributeKind.Object"/>.</summary>
    public Attributes Attributes => (Attributes)_reference!;

    public static AttributeValue Of(string? text) => text is null ? default : new(AttributeKind.String, text);

    public static AttributeValue Of(bool value) => new(AttributeKind.Boolean, value ? TrueValue : null);

    public static AttributeValue Of(Number number) => new(AttributeKind.Number, null, number);

    public static AttributeValue Of(params AttributeValue[] elements) => new(AttributeKind.Array, elements);

    public static AttributeValue Of(Attributes attributes) => new(AttributeKind.Object, attributes);

    public static implicit operator AttributeValue(string? text) => Of(text);

    public static implicit operator AttributeValue(bool value) => Of(value);

    public static implicit operator AttributeValue(long value) => Of(Number.Of((decimal)value));

    public static implicit operator AttributeValue(decimal value) => Of(Number.Of(value));

    public static implicit operator AttributeValue(double value) => Of(Number.Of(value));

    public static implicit operator AttributeValue(Attributes attributes) => Of(attributes);
}
