namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>How two things of an order are compared.</summary>
internal enum Comparison : byte
{
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

internal static class Comparisons
{
    /// <param name="comparison">Which.</param>
    /// <param name="order">Below 0: the attribute is smaller than the value; 0: equal; above 0: greater.</param>
    public static bool Holds(this Comparison comparison, int order) => comparison switch
    {
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        Comparison.Greater => order > 0,
        _ => order >= 0,
    };
}

/// <summary>A number, or a text that is wholly one, is less or greater than the value.</summary>
internal sealed class NumberTest(Comparison comparison, Number value) : AttributeTest
{
    public static AttributeTest Bind(OperatorValues values, Comparison comparison) => new NumberTest(comparison, values.OneNumber());

    public override TestOutcome Of(in AttributeValue attribute)
    {
        if (attribute.Kind == AttributeKind.Number)
        {
            return Answer(comparison.Holds(attribute.Number.CompareTo(value)));
        }

        return attribute.Kind == AttributeKind.String && Number.TryParse(attribute.String, out var number)
            ? Answer(comparison.Holds(number.CompareTo(value)))
            : TestOutcome.DoesNotApply;
    }
}
