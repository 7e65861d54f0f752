using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Segments;
using FeatureFlag.Domain.Environments;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.Domain.Users;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Persistence;

/// <summary>Puts what a test needs into the store, past the use cases.</summary>
internal static class Adding
{
    public static async Task<DeploymentEnvironment> AddEnvironmentAsync(this TestStore store, string key)
    {
        var environment = A.Environment(key);
        await store.WithAsync<IEnvironmentRepository, bool>(environments => environments.AddAsync(environment, default));
        return environment;
    }

    public static async Task<Flag> AddAsync(this TestStore store, Flag flag)
    {
        await store.WithAsync<IFlagRepository, bool>(flags => flags.AddAsync(flag, default));
        return flag;
    }

    public static async Task<Segment> AddAsync(this TestStore store, Segment segment)
    {
        await store.WithAsync<ISegmentRepository, bool>(segments => segments.AddAsync(segment, default));
        return segment;
    }

    public static async Task<User> AddAsync(this TestStore store, User user)
    {
        await store.WithAsync<IUserRepository, bool>(users => users.AddAsync(user, default));
        return user;
    }

    /// <summary>The flag as one of this environment.</summary>
    public static Flag In(this Flag flag, DeploymentEnvironment environment) =>
        flag with { EnvironmentId = environment.Id, EnvironmentKey = environment.Key };

    /// <summary>The segment as one of this environment.</summary>
    public static Segment In(this Segment segment, DeploymentEnvironment environment) =>
        segment with { EnvironmentId = environment.Id, EnvironmentKey = environment.Key };
}
