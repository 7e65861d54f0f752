using FeatureFlag.Domain.Users;

namespace FeatureFlag.Application.Pipeline;

/// <summary>A request that anybody may send. Every request is this or <see cref="IRequireRole"/>; neither is a fault.</summary>
public interface IPublic;

/// <summary>A request that needs a signed-in person.</summary>
public interface IRequireRole
{
    /// <summary>The least role that may send it, whatever it touches.</summary>
    Role RequiredRole { get; }
}

/// <summary>A request that changes something: it runs in one transaction with its audit entries.</summary>
public interface IChange;

/// <summary>A change of something inside one environment. Where that environment is protected, only admins may send it.</summary>
public interface IChangeEnvironment : IChange, IRequireRole
{
    EnvironmentReference Environment { get; }
}

/// <summary>How a caller names an environment. When both are given they must mean the same one.</summary>
public readonly record struct EnvironmentReference(Guid? Id, string? Key)
{
    /// <summary>Instead of both: the key of an experiment, whose environment is meant.</summary>
    public string? Experiment { get; private init; }

    public static EnvironmentReference ByKey(string key) => new(null, key);

    public static EnvironmentReference OfExperiment(string key) => new() { Experiment = key };
}
