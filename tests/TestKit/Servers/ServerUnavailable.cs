using NUnit.Framework;

namespace FeatureFlag.TestKit.Servers;

/// <summary>What a test says when a server it needs is not on this machine: skipped, with the reason; in CI a failure.</summary>
public static class ServerUnavailable
{
    // Thrown rather than Assert.Fail: inside Assert.Multiple that one returns.
    public static ResultStateException Because(string reason) =>
        string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase)
            ? new AssertionException(reason)
            : new IgnoreException(reason);
}
