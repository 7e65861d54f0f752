namespace FeatureFlag.Domain.SdkKeys;

/// <summary>The names of kinds on the wire and in the database. Exact, like <see cref="Users.Roles"/>.</summary>
public static class SdkKeyKinds
{
    public const string Rule = "must be \"server\" or \"client\".";

    public static string Name(this SdkKeyKind kind) => kind switch
    {
        SdkKeyKind.Server => "server",
        SdkKeyKind.Client => "client",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static SdkKeyKind? Parse(string? name) => name switch
    {
        "server" => SdkKeyKind.Server,
        "client" => SdkKeyKind.Client,
        _ => null,
    };
}
