using System.Globalization;
using System.Text.Json;
using CsCheck;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Tests.Evaluation.Operators;

/// <summary>What holds for any value, whatever it is.</summary>
public sealed class OperatorLaws(string culture) : InEveryCulture(culture)
{
    private static readonly Gen<string> Letters = Gen.String[Gen.Char["aAbBkK\u212aiI\u0131\u00df\u00e9\ud83d.-01"], 0, 6];
    private static readonly Gen<string> Digits = Gen.String[Gen.Char["0123456789"], 1, 20];
    private static readonly Gen<string> Part = Digits.Select(digits => digits.TrimStart('0') is "" ? "0" : digits.TrimStart('0'));
    private static readonly Gen<string> Identifier = Gen.OneOf(Part, OneOf("a", "A", "b", "rc", "-", "a-b", "1a"));

    private static readonly Gen<string> Version = Gen.Select(
        Part.Array[1, 3], Identifier.Array[0, 3], Gen.Bool,
        (parts, pre, hasBuild) => string.Join('.', parts) + (pre.Length > 0 ? "-" + string.Join('.', pre) : "") + (hasBuild ? "+b.01" : ""));

    private static readonly Gen<string> Decimal = Gen.OneOf(
        Gen.Long.Select(n => n.ToString(CultureInfo.InvariantCulture)),
        Gen.Double[-1e30, 1e30].Select(n => n.ToString("R", CultureInfo.InvariantCulture)),
        Gen.Decimal.Select(n => n.ToString(CultureInfo.InvariantCulture)),
        OneOf("0", "-0", "0.0", "1e3", "1000", "9007199254740992", "9007199254740993", "1e300", "1e-300", "0.1", "0.1000000000000000055511151231257827"));

    [TestCase("equals", "not_equals")]
    [TestCase("in", "not_in")]
    [TestCase("contains", "not_contains")]
    [TestCase("starts_with", "not_starts_with")]
    [TestCase("ends_with", "not_ends_with")]
    public void A_text_matches_an_operator_or_its_negation(string op, string negation) =>
        Gen.Select(Letters, Letters.Where(Text.IsWellFormed).Array[0, 8], Gen.Bool).Sample((text, values, ignoreCase) =>
            Matches(op, text, ignoreCase, values) != Matches(negation, text, ignoreCase, values));

    [Test]
    public void Many_values_answer_as_each_one_does([Values("in", "contains", "starts_with", "ends_with")] string op) =>
        Gen.Select(Letters, Letters.Where(Text.IsWellFormed).Array[5, 9], Gen.Bool).Sample((text, values, ignoreCase) =>
            Matches(op, text, ignoreCase, values) == values.Any(value => Matches(op, text, ignoreCase, value)));

    [Test]
    public void Two_versions_are_in_exactly_one_order() => Gen.Select(Version, Version).Sample((left, right) =>
        new[] { "semver_lt", "semver_eq", "semver_gt" }.Count(op => Matches(op, left, null, right)) == 1);

    [Test]
    public void The_order_of_versions_turns_round_with_them() => Gen.Select(Version, Version).Sample((left, right) =>
        Matches("semver_lt", left, null, right) == Matches("semver_gt", right, null, left));

    [Test]
    public void The_order_of_versions_is_transitive() => Gen.Select(Version, Version, Version).Sample((a, b, c) =>
        !Matches("semver_lte", a, null, b) || !Matches("semver_lte", b, null, c) || Matches("semver_lte", a, null, c));

    [Test]
    public void The_order_of_numbers_turns_round_with_them() => Gen.Select(Decimal, Decimal).Sample((left, right) =>
        NumberOf(left).CompareTo(NumberOf(right)) == -NumberOf(right).CompareTo(NumberOf(left)));

    [Test]
    public void Equal_numbers_have_equal_hashes() => Gen.Select(Decimal, Gen.Int[0, 5]).Sample((text, zeros) =>
    {
        var point = text.Contains('.', StringComparison.Ordinal) ? "" : ".";
        var longer = text.Contains('E', StringComparison.OrdinalIgnoreCase) ? text : text + point + new string('0', zeros);
        return NumberOf(text) == NumberOf(longer) && NumberOf(text).GetHashCode() == NumberOf(longer).GetHashCode();
    });

    [Test]
    public void Numbers_between_two_doubles_are_told_apart() =>
        Assert.That(NumberOf("9007199254740993"), Is.Not.EqualTo(NumberOf("9007199254740992")));

    [Test]
    public void An_address_is_read_as_the_framework_reads_it() => Gen.Byte.Array[16].Sample(bytes =>
    {
        var address = new System.Net.IPAddress(bytes);
        var inFull = string.Join(':', Convert.ToHexString(bytes).Chunk(4).Select(group => new string(group)));
        return Matches("in_cidr", address.ToString(), null, inFull);
    });

    [Test]
    public void A_time_is_before_exactly_what_is_after_it() => Gen.Select(Gen.DateTimeOffset, Gen.DateTimeOffset).Sample((left, right) =>
        Matches("before", Rfc3339(left), null, Rfc3339(right)) == left < right && Matches("after", Rfc3339(left), null, Rfc3339(right)) == left > right);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string Rfc3339(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    private static Number NumberOf(string text) => Number.TryParse(text, out var number) ? number : throw new FormatException(text);

    private static bool Matches(string op, AttributeValue attribute, bool? ignoreCase, params string[] values)
    {
        var condition = new Condition
        {
            Attribute = "a",
            Operator = op,
            Values = [.. values.Select(value => new JsonToken(JsonSerializer.Serialize(value)))],
            IgnoreCase = ignoreCase,
        };
        return OneCondition.Compiled(condition).Matches(new Attributes { { "a", attribute } });
    }
}
