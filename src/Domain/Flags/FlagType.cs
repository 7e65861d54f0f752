namespace FeatureFlag.Domain.Flags;

/// <summary>How a flag decides while it is enabled.</summary>
public enum FlagType
{
    /// <summary>On or off for everybody.</summary>
    Boolean,

    /// <summary>On for a share of users.</summary>
    Percentage,

    /// <summary>Any number of variants with values of one type, split by their weights.</summary>
    Multivariate,
}

/// <summary>The names of flag types on the wire and in the database. Exact, like <see cref="Users.Roles"/>.</summary>
public static class FlagTypes
{
    public const string Rule = "must be \"boolean\", \"percentage\" or \"multivariate\".";

    public static string Name(this FlagType type) => type switch
    {
        FlagType.Boolean => "boolean",
        FlagType.Percentage => "percentage",
        FlagType.Multivariate => "multivariate",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static FlagType? Parse(string? name) => name switch
    {
        "boolean" => FlagType.Boolean,
        "percentage" => FlagType.Percentage,
        "multivariate" => FlagType.Multivariate,
        _ => null,
    };
}
