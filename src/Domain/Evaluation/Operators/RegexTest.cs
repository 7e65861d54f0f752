using System.Text.RegularExpressions;

namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>A text matches one of the patterns somewhere, in time linear in its length.</summary>
internal sealed class RegexTest(Regex? any) : AttributeTest
{
    public static AttributeTest Bind(OperatorValues values)
    {
        var patterns = values.Patterns();
        return new RegexTest(patterns.Count == 0 ? null : RegexPatterns.Join(patterns, values));
    }

    public override TestOutcome Of(in AttributeValue attribute) => attribute.Kind == AttributeKind.String
        ? Answer(any is not null && any.IsMatch(attribute.String))
        : TestOutcome.DoesNotApply;
}
