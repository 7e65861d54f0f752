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

    /// <summary>A text that takes too long is none that the pattern was made for.</summary>
    public override TestOutcome Of(in AttributeValue attribute)
    {
        if (attribute.Kind != AttributeKind.String)
        {
            return TestOutcome.DoesNotApply;
        }

        try
        {
            return Answer(any is not null && any.IsMatch(attribute.String));
        }
        catch (RegexMatchTimeoutException)
        {
            return TestOutcome.DoesNotApply;
        }
    }
}
