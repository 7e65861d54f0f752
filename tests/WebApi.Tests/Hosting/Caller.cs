namespace FeatureFlag.WebApi.Tests.Hosting;

/// <summary>Who sends a request.</summary>
public enum Caller
{
    Anonymous,
    Viewer,
    Developer,
    Admin,

    /// <summary>An admin until a moment ago, with the token from then.</summary>
    Disabled,
}
