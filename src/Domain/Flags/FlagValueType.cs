namespace FeatureFlag.Domain.Flags;

/// <summary>The JSON type of all values of a flag, by which code reads it.</summary>
public enum FlagValueType
{
    Boolean,
    String,
    Number,
    Object,
}

/// <summary>The names on the wire.</summary>
public static class FlagValueTypes
{
    public const string Rule = "must be \"boolean\", \"string\", \"number\" or \"object\".";

    public static string Name(this FlagValueType type) => type switch
    {
        FlagValueType.Boolean => "boolean",
        FlagValueType.String => "string",
        FlagValueType.Number => "number",
        FlagValueType.Object => "object",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static FlagValueType? Parse(string? name) => name switch
    {
        "boolean" => FlagValueType.Boolean,
        "string" => FlagValueType.String,
        "number" => FlagValueType.Number,
        "object" => FlagValueType.Object,
        _ => null,
    };
}
