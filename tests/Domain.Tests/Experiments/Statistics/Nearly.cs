using NUnit.Framework.Constraints;

namespace FeatureFlag.Domain.Tests.Experiments.Statistics;

/// <summary>Statistics agree to 1e-9 of the expected value, in the tails too.</summary>
internal static class Nearly
{
    private const double Accuracy = 1e-9;

    public static Constraint EqualTo(double expected) => EqualTo(expected, Math.Abs(expected));

    /// <param name="expected">Such as a bound that is nearly 0.</param>
    /// <param name="scale">Of what it is a difference.</param>
    public static Constraint EqualTo(double expected, double scale) => Is.EqualTo(expected).Within(scale * Accuracy);

    /// <summary>Null for null.</summary>
    public static Constraint EqualTo(double? expected, double scale) =>
        expected is { } value ? EqualTo(value, Math.Max(Math.Abs(value), scale)) : Is.Null;
}
