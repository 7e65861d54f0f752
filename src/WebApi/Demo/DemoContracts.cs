using FeatureFlag.Application.Demo;

namespace FeatureFlag.WebApi.Demo;

/// <summary>What the demo added, and what was there already.</summary>
/// <param name="Users">The demo's accounts.</param>
/// <param name="Added">Made now.</param>
/// <param name="Existing">There already, and left as it was.</param>
/// <param name="Failed">Not made, or not wholly.</param>
public sealed record DemoResponse(
    IReadOnlyList<DemoUserResponse> Users, IReadOnlyList<DemoItemResponse> Added, IReadOnlyList<DemoItemResponse> Existing, IReadOnlyList<DemoFailureResponse> Failed)
{
    internal static DemoResponse Of(DemoReport report) => new(
        [.. report.Users.Select(user => new DemoUserResponse(user.Email, user.Role, user.Password))],
        [.. report.Added.Select(DemoItemResponse.Of)],
        [.. report.Existing.Select(DemoItemResponse.Of)],
        [.. report.Failed.Select(failure => new DemoFailureResponse(DemoItemResponse.Of(failure.Item), failure.Detail))]);
}

/// <summary>An account of the demo.</summary>
/// <param name="Email">What they sign in with.</param>
/// <param name="Role">"viewer", "developer" or "admin".</param>
/// <param name="Password">Random, and shown only this once; null: the account was there already.</param>
public sealed record DemoUserResponse(string Email, string Role, string? Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => Email;
}

/// <summary>A thing of the demo in one environment.</summary>
/// <param name="Type">"flag", "segment", "metric", "layer", "holdout", "experiment", "traffic" (simulated visitors), or "environment" for one that is missing.</param>
/// <param name="Key">Its key.</param>
/// <param name="EnvironmentKey">Where.</param>
public sealed record DemoItemResponse(string Type, string Key, string EnvironmentKey)
{
    internal static DemoItemResponse Of(DemoItem item) => new(item.Type, item.Key, item.EnvironmentKey);
}

/// <summary>What the demo could not make.</summary>
/// <param name="Item">Which thing.</param>
/// <param name="Detail">Why not.</param>
public sealed record DemoFailureResponse(DemoItemResponse Item, string Detail);
