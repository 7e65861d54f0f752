using System.Text.RegularExpressions;

namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>A text matches one of the patterns somewhere, in time linear in its length.</summary>
internal sealed class RegexTest(Regex? any) : AttributeTest
{
    private volatile Regex? _any = any;

    public static AttributeTest Bind(OperatorValues values)
    {
        var patterns = values.Patterns();
        return new RegexTest(patterns.Count == 0 ? null : RegexPatterns.Join(patterns, values));
    }

    public override TestOutcome Of(in AttributeValue attribute) => Of(attribute, out _);

    /// <param name="attribute">What is asked about.</param>
    /// <param name="isTooLong">The text takes too long: then it is none that the pattern was made for.</param>
    public TestOutcome Of(in AttributeValue attribute, out bool isTooLong)
    {
        isTooLong = false;
        if (attribute.Kind != AttributeKind.String)
        {
            return TestOutcome.DoesNotApply;
        }

        var regex = _any;
        try
        {
            return Answer(regex is not null && regex.IsMatch(attribute.String));
        }
        catch (RegexMatchTimeoutException)
        {
            isTooLong = true;
            _any = new(regex!.ToString(), regex.Options, regex.MatchTimeout); // forgets the states that such a text has left, which can be many megabytes
            return TestOutcome.DoesNotApply;
        }
    }
}
