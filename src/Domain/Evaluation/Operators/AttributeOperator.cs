using System.Collections.Frozen;

namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>An operator that compares an attribute with values.</summary>
/// <param name="Bind">Makes the test of the positive form.</param>
/// <param name="IsNegated">Matches where the test says no; not where it does not apply.</param>
/// <param name="AllowsIgnoreCase">Whether a leaf may say <c>ignore_case</c>.</param>
/// <param name="AllowsNow">Whether the attribute may be "$now".</param>
internal sealed record AttributeOperator(
    Func<OperatorValues, AttributeTest> Bind, bool IsNegated = false, bool AllowsIgnoreCase = false, bool AllowsNow = false)
{
    /// <summary>By name.</summary>
    public static FrozenDictionary<string, AttributeOperator> All { get; } = new Dictionary<string, AttributeOperator>(StringComparer.Ordinal)
    {
        ["equals"] = Text(EqualityTest.Bind),
        ["not_equals"] = NotText(EqualityTest.Bind),
        ["in"] = Text(EqualityTest.Bind),
        ["not_in"] = NotText(EqualityTest.Bind),
        ["contains"] = Text(ContainsTest.Bind),
        ["not_contains"] = NotText(ContainsTest.Bind),
        ["starts_with"] = Text(AffixTest.BindStart),
        ["not_starts_with"] = NotText(AffixTest.BindStart),
        ["ends_with"] = Text(AffixTest.BindEnd),
        ["not_ends_with"] = NotText(AffixTest.BindEnd),
        ["matches"] = Text(RegexTest.Bind),
        ["not_matches"] = NotText(RegexTest.Bind),
        ["gt"] = new(values => NumberTest.Bind(values, Comparison.Greater)),
        ["gte"] = new(values => NumberTest.Bind(values, Comparison.GreaterOrEqual)),
        ["lt"] = new(values => NumberTest.Bind(values, Comparison.Less)),
        ["lte"] = new(values => NumberTest.Bind(values, Comparison.LessOrEqual)),
        ["before"] = new(values => DateTest.Bind(values, Comparison.Less), AllowsNow: true),
        ["after"] = new(values => DateTest.Bind(values, Comparison.Greater), AllowsNow: true),
        ["semver_eq"] = new(SemVerEqualityTest.Bind),
        ["semver_neq"] = new(SemVerEqualityTest.Bind, IsNegated: true),
        ["semver_gt"] = new(values => SemVerOrderTest.Bind(values, Comparison.Greater)),
        ["semver_gte"] = new(values => SemVerOrderTest.Bind(values, Comparison.GreaterOrEqual)),
        ["semver_lt"] = new(values => SemVerOrderTest.Bind(values, Comparison.Less)),
        ["semver_lte"] = new(values => SemVerOrderTest.Bind(values, Comparison.LessOrEqual)),
        ["includes_any"] = Text(IncludesAnyTest.Bind),
        ["includes_all"] = Text(IncludesAllTest.Bind),
        ["includes_none"] = NotText(IncludesAnyTest.Bind),
        ["in_cidr"] = new(CidrTest.Bind),
        ["not_in_cidr"] = new(CidrTest.Bind, IsNegated: true),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static AttributeOperator Text(Func<OperatorValues, AttributeTest> bind) => new(bind, AllowsIgnoreCase: true);

    private static AttributeOperator NotText(Func<OperatorValues, AttributeTest> bind) => new(bind, IsNegated: true, AllowsIgnoreCase: true);
}
