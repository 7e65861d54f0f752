using System.Text.Json;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Flags;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Client.Tests.Fakes;

/// <summary>Snapshots as a server would have them.</summary>
internal static class Some
{
    public const string Key = "ffs_test-key";
    public const string FlagKey = "dark-mode";

    private static readonly Guid EnvironmentId = Guid.CreateVersion7(A.Moment);

    /// <summary>The version says what the flag "version" answers, and an odd one turns "dark-mode" on.</summary>
    public static EnvironmentConfiguration Configuration(long version, params FlagDefinition[] flags) => new()
    {
        EnvironmentId = EnvironmentId,
        EnvironmentKey = "production",
        Version = version,
        Flags = [Flag(FlagKey) with { IsEnabled = version % 2 == 1 }, Valued("version", $"{version}"), .. flags],
    };

    public static FlagDefinition Flag(string key) => new() { Key = key, Type = FlagType.Boolean, Salt = key, IsEnabled = true };

    /// <summary>Serves this JSON to everybody.</summary>
    public static FlagDefinition Valued(string key, string json) => Flag(key) with
    {
        Type = FlagType.Multivariate,
        Version = 7,
        Variants = [new("on", new JsonToken(json), 100_000), new("off", new JsonToken(json))],
    };

    public static string Json(EnvironmentConfiguration configuration) => JsonSerializer.Serialize(configuration, DomainJson.Options);
}
