using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Domain.Users;

namespace FeatureFlag.TestKit.Builders;

/// <summary>Valid things to begin a test with; say what matters with <c>A.Flag() with { … }</c>.</summary>
public static class A
{
    /// <summary>When everything here was created.</summary>
    public static readonly DateTimeOffset Moment = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>A boolean flag that is on, in an environment of its own.</summary>
    public static Flag Flag(string key = "dark-mode") => new()
    {
        Id = NewId(),
        EnvironmentId = NewId(),
        EnvironmentKey = "production",
        Key = key,
        Name = $"The flag {key}",
        Type = FlagType.Boolean,
        IsEnabled = true,
        Salt = key,
        CreatedAt = Moment,
        UpdatedAt = Moment,
    };

    /// <summary>A percentage flag that is on.</summary>
    public static Flag PercentageFlag(string key = "dark-mode", decimal percent = 50) =>
        Flag(key) with { Type = FlagType.Percentage, Rollout = Percentage(percent) };

    /// <summary>An experiment that deals everybody on and off, half and half.</summary>
    public static FlagExperiment FlagExperiment(string key = "dark-mode-test") => new()
    {
        Key = key,
        Run = 1,
        Salt = key + "-1",
        Arms = [new("on", 50_000), new("off", 50_000)],
    };

    public static FlagHoldout FlagHoldout(decimal percent = 10) => new() { Key = "quarter", Run = 2, Salt = "quarter", Share = Percentage(percent) };

    public static RolloutPercentage Percentage(decimal percent) =>
        RolloutPercentage.From(percent) ?? throw new ArgumentOutOfRangeException(nameof(percent), percent, RolloutPercentage.Rule);

    /// <summary>A segment in which nobody is, in an environment of its own.</summary>
    public static Segment Segment(string key = "beta-testers") => new()
    {
        Id = NewId(),
        EnvironmentId = NewId(),
        EnvironmentKey = "production",
        Key = key,
        Name = $"The segment {key}",
        CreatedAt = Moment,
        UpdatedAt = Moment,
    };

    public static DeploymentEnvironment Environment(string key = "production") => new()
    {
        Id = NewId(),
        Key = key,
        Name = $"The environment {key}",
        CreatedAt = Moment,
    };

    public static EnvironmentSnapshot Snapshot(params Flag[] flags) => new(Configuration(Environment(), flags));

    /// <summary>All of an environment, at its version.</summary>
    public static EnvironmentConfiguration Configuration(DeploymentEnvironment environment, params Flag[] flags) => new()
    {
        EnvironmentId = environment.Id,
        EnvironmentKey = environment.Key,
        Version = environment.Version,
        Flags = flags,
        SdkKeys = [],
    };

    /// <summary>A viewer who may sign in, though with no password in the world.</summary>
    public static User User(string email = "ann@example.com") => new()
    {
        Id = NewId(),
        Email = email,
        Name = "Ann Example",
        PasswordHash = "$argon2id$v=19$m=65536,t=3,p=1$c2FsdHNhbHQ$bm90IGEgcmVhbCBoYXNo",
        Role = Role.Viewer,
        CreatedAt = Moment,
    };

    private static Guid NewId() => Guid.CreateVersion7(Moment);
}
