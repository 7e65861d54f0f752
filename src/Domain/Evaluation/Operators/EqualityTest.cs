namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>Equals one of the values, by JSON type. An object equals nothing; an array is asked by includes_… only.</summary>
internal sealed class EqualityTest(ValueSet values) : AttributeTest
{
    public static AttributeTest Bind(OperatorValues values) => new EqualityTest(new(values.Scalars(), values.Comparison));

    public override TestOutcome Of(in AttributeValue attribute) => attribute.Kind switch
    {
        AttributeKind.Missing or AttributeKind.Array => TestOutcome.DoesNotApply,
        _ => Answer(values.Contains(attribute)),
    };
}
