namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>A text is a version that is lower or higher than the value.</summary>
internal sealed class SemVerOrderTest(Comparison comparison, string value) : AttributeTest
{
    public static AttributeTest Bind(OperatorValues values, Comparison comparison) => new SemVerOrderTest(comparison, values.OneVersion());

    public override TestOutcome Of(in AttributeValue attribute) =>
        attribute.Kind == AttributeKind.String
        && SemanticVersion.TryParse(attribute.String, out var version) && SemanticVersion.TryParse(value, out var bound)
            ? Answer(comparison.Holds(version.CompareTo(bound)))
            : TestOutcome.DoesNotApply;
}

/// <summary>A text is a version of the same precedence as one of the values.</summary>
internal sealed class SemVerEqualityTest : AttributeTest
{
    private readonly string[] _sorted;

    private SemVerEqualityTest(IEnumerable<string> values) => _sorted = [.. values.Order(Comparer<string>.Create(Compare))];

    public static AttributeTest Bind(OperatorValues values) => new SemVerEqualityTest(values.Versions());

    public override TestOutcome Of(in AttributeValue attribute) =>
        attribute.Kind == AttributeKind.String && SemanticVersion.TryParse(attribute.String, out var version)
            ? Answer(Contains(version))
            : TestOutcome.DoesNotApply;

    private static int Compare(string left, string right)
    {
        SemanticVersion.TryParse(left, out var first);
        SemanticVersion.TryParse(right, out var second);
        return first.CompareTo(second);
    }

    private bool Contains(SemanticVersion version)
    {
        var (low, high) = (0, _sorted.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            SemanticVersion.TryParse(_sorted[middle], out var candidate);
            var order = version.CompareTo(candidate);
            if (order == 0)
            {
                return true;
            }

            (low, high) = order < 0 ? (low, middle - 1) : (middle + 1, high);
        }

        return false;
    }
}
