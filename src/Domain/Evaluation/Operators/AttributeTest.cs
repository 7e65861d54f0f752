namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>What a test says of an attribute.</summary>
internal enum TestOutcome : byte
{
    /// <summary>The attribute is missing or of a kind that the operator is not about: neither the operator nor its negation matches.</summary>
    DoesNotApply,
    No,
    Yes,
}

/// <summary>The values of a leaf, bound; what is asked is whether an attribute fits any of them.</summary>
internal abstract class AttributeTest
{
    public abstract TestOutcome Of(in AttributeValue attribute);

    protected static TestOutcome Answer(bool yes) => yes ? TestOutcome.Yes : TestOutcome.No;
}
