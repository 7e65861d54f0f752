using CsCheck;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Flags;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Evaluation;

public sealed class ReasonSentenceTests(string culture) : InEveryCulture(culture)
{
    // In the golden vectors: "dark-mode" has user-1 in bucket 63824, and "edges" has these three.
    private const string InBucket0 = "user-1103";
    private const string InBucket99998 = "user-94533";
    private const string InBucket99999 = "user-281474";

    [TestCase("dark-mode", 70, "user-1", ExpectedResult = "User bucket 63824 is within 70% rollout")]
    [TestCase("dark-mode", 50, "user-1", ExpectedResult = "User bucket 63824 is outside 50% rollout")]
    [TestCase("dark-mode", 12.5, "user-1", ExpectedResult = "User bucket 63824 is outside 12.5% rollout")]
    [TestCase("dark-mode", 0, "user-1", ExpectedResult = "User bucket 63824 is outside 0% rollout")]
    [TestCase("edges", 0.001, InBucket0, ExpectedResult = "User bucket 0 is within 0.001% rollout")]
    [TestCase("edges", 99.999, InBucket99998, ExpectedResult = "User bucket 99998 is within 99.999% rollout")]
    [TestCase("edges", 99.999, InBucket99999, ExpectedResult = "User bucket 99999 is outside 99.999% rollout")]
    [TestCase("edges", 100, InBucket99999, ExpectedResult = "User bucket 99999 is within 100% rollout")]
    [TestCase("dark-mode", 100, null, ExpectedResult = "Every user is within 100% rollout")]
    [TestCase("dark-mode", 0, null, ExpectedResult = "Every user is outside 0% rollout")]
    [TestCase("dark-mode", 50, null, ExpectedResult = "Flag needs a user_id to decide its percentage rollout")]
    public string Explains_a_percentage(string salt, decimal percent, string? userId) =>
        Explain(A.PercentageFlag(percent: percent) with { Salt = salt }, userId);

    [Test]
    public void Explains_a_flag_that_is_on() => Assert.That(Explain(A.Flag()), Is.EqualTo("Flag is on for everyone"));

    [Test]
    public void Explains_a_disabled_flag() =>
        Assert.That(Explain(A.Flag() with { IsEnabled = false }), Is.EqualTo("Flag is disabled"));

    [Test]
    public void Calls_an_archived_flag_archived_even_if_it_is_disabled_too([Values] bool enabled) =>
        Assert.That(Explain(A.Flag() with { IsArchived = true, IsEnabled = enabled }), Is.EqualTo("Flag is archived"));

    [Test]
    public void Explains_an_unknown_flag() =>
        Assert.That(
            ReasonSentence.Of(Evaluator.Evaluate(A.Snapshot(), "unknown", new("user-1"))),
            Is.EqualTo("Flag not found in this environment"));

    [Test]
    public void Explains_an_unknown_environment() =>
        Assert.That(ReasonSentence.Of(Evaluator.Evaluate(null, "dark-mode", new("user-1"))), Is.EqualTo("Environment not found"));

    [Test]
    public void Fits_into_its_longest_length_and_is_plain_text() =>
        Gen.Select(Gen.Int[0, RolloutPercentage.Whole], Gen.String[1, 20], Gen.Bool).Sample(
            (weight, id, known) =>
            {
                var flag = A.PercentageFlag() with { Rollout = new RolloutPercentage(weight) };
                var utf8 = new byte[ReasonSentence.MaxLength];
                var length = ReasonSentence.Write(Evaluator.Evaluate(A.Snapshot(flag), flag.Key, new(known ? id : null)), utf8);
                // Letters, digits, blanks and these: nothing that JSON, HTML or a log would have to escape.
                return length > 0 && utf8[..length].All(c => char.IsAsciiLetterOrDigit((char)c) || " %._"u8.Contains(c));
            },
            iter: 2_000,
            threads: 1);

    [Test]
    public void Reads_the_same_as_bytes_and_as_a_string()
    {
        var result = Evaluator.Evaluate(A.Snapshot(A.PercentageFlag()), "dark-mode", new("user-1"));
        var utf8 = new byte[ReasonSentence.MaxLength];

        var length = ReasonSentence.Write(result, utf8);

        Assert.That(System.Text.Encoding.ASCII.GetString(utf8, 0, length), Is.EqualTo(ReasonSentence.Of(result)));
    }

    private static string Explain(Flag flag, string? userId = "user-1") =>
        ReasonSentence.Of(Evaluator.Evaluate(A.Snapshot(flag), flag.Key, new(userId)));
}
