using NUnit.Framework.Constraints;

namespace FeatureFlag.Domain.Tests.Experiments.Statistics;

/// <summary>Statistics agree to 1e-9 of the expected value, in the tails too.</summary>
internal static class Nearly
{
    public static Constraint EqualTo(double expected) => Is.EqualTo(expected).Within(Math.Abs(expected) * 1e-9);
}
