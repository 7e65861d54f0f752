namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>A time is before or after the value; the value itself is neither.</summary>
internal sealed class DateTest(Comparison comparison, Timestamp value) : AttributeTest
{
    public static AttributeTest Bind(OperatorValues values, Comparison comparison) => new DateTest(comparison, values.OneTimestamp());

    public override TestOutcome Of(in AttributeValue attribute)
    {
        if (attribute.Kind == AttributeKind.Number)
        {
            return Of(Timestamp.OfUnix(attribute.Number));
        }

        return attribute.Kind == AttributeKind.String && Timestamp.TryParse(attribute.String, out var time) ? Of(time) : TestOutcome.DoesNotApply;
    }

    private TestOutcome Of(Timestamp time) => Answer(comparison.Holds(time.Ticks.CompareTo(value.Ticks)));
}
