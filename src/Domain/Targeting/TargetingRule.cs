namespace FeatureFlag.Domain.Targeting;

/// <summary>Whom a flag treats apart, and how. Rules stand in order; the first that matches decides.</summary>
public sealed record TargetingRule
{
    public const int IdMaxLength = 100;
    public const int NameMaxLength = 200;
    public const int MaxRules = 200;
    public const string IdRule = "must be 1 to 100 characters of A-Z, a-z, 0-9, \".\", \"_\" and \"-\". Leave it out to have one made.";

    /// <summary>1 to 100 characters, unique in its flag; made when it was left out, and kept by later saves that name it.</summary>
    public string Id { get; init; } = "";

    /// <summary>For people: at most 200 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whom it is for.</summary>
    public required Condition When { get; init; }

    /// <summary>What they get.</summary>
    public required Serve Serve { get; init; }

    public static bool IsId(string text) => Text.IsVariantKey(text, IdMaxLength);
}

/// <summary>Single users who get a variant whatever the rules say.</summary>
/// <param name="Variant">The key of a variant of the flag.</param>
/// <param name="UserIds">Each 1 to 512 characters, compared ordinally.</param>
public sealed record Target(string Variant, IReadOnlyList<string> UserIds);

/// <summary>Another flag that must serve what this one needs, or this one serves its off variant.</summary>
/// <param name="FlagKey">A flag of the same environment.</param>
/// <param name="Variants">It must serve one of these; empty: anything but its off variant. While it is off or archived it is never met.</param>
public sealed record Prerequisite(string FlagKey, IReadOnlyList<string>? Variants = null)
{
    /// <summary>It must serve one of these; empty: anything but its off variant.</summary>
    public IReadOnlyList<string> Variants { get; init; } = Variants ?? [];
}
