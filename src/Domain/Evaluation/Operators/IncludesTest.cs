namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>An array holds one of the values.</summary>
internal sealed class IncludesAnyTest(ValueSet values) : AttributeTest
{
    public static AttributeTest Bind(OperatorValues values) => new IncludesAnyTest(new(values.Scalars(), values.Comparison));

    public override TestOutcome Of(in AttributeValue attribute)
    {
        if (attribute.Kind != AttributeKind.Array)
        {
            return TestOutcome.DoesNotApply;
        }

        foreach (ref readonly var element in attribute.Elements)
        {
            if (values.Contains(element))
            {
                return TestOutcome.Yes;
            }
        }

        return TestOutcome.No;
    }
}

/// <summary>An array holds every one of the values, in any order.</summary>
internal sealed class IncludesAllTest(ValueSet values) : AttributeTest
{
    private const int Bits = 64;

    public static AttributeTest Bind(OperatorValues values) => new IncludesAllTest(new(values.Scalars(), values.Comparison));

    public override TestOutcome Of(in AttributeValue attribute)
    {
        if (attribute.Kind != AttributeKind.Array)
        {
            return TestOutcome.DoesNotApply;
        }

        Span<ulong> seen = stackalloc ulong[(values.Count + Bits - 1) / Bits];
        var missing = values.Count;
        foreach (ref readonly var element in attribute.Elements)
        {
            var place = values.PlaceOf(element);
            if (place >= 0 && (seen[place / Bits] & (1UL << (place % Bits))) == 0)
            {
                seen[place / Bits] |= 1UL << (place % Bits);
                missing--;
            }
        }

        return Answer(missing == 0);
    }
}
