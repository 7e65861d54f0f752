namespace FeatureFlag.Domain.Users;

/// <summary>What a person may do; each role includes the ones before it.</summary>
public enum Role
{
    /// <summary>Reads everything.</summary>
    Viewer,

    /// <summary>Also creates and changes outside protected environments.</summary>
    Developer,

    /// <summary>Everything; alone deletes flags, touches protected environments, manages users and environments.</summary>
    Admin,
}

/// <summary>The names of roles on the wire and in the database. Exact: no case folding, no numbers, no lists.</summary>
public static class Roles
{
    public const string Rule = "must be \"viewer\", \"developer\" or \"admin\".";

    public static string Name(this Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Developer => "developer",
        Role.Admin => "admin",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    public static Role? Parse(string? name) => name switch
    {
        "viewer" => Role.Viewer,
        "developer" => Role.Developer,
        "admin" => Role.Admin,
        _ => null,
    };
}
