namespace FeatureFlag.Domain.Tests;

public sealed class TextTests(string culture) : InEveryCulture(culture)
{
    private static readonly string[] Lines =
        ["", "plain", "Größe", "naïve é and e\u0301", "用户", "משתמש", "😀 👩\u200d👧", "\u00ad", "\ufffd", " blank at the ends "];

    private static readonly string[] Breaks = ["two\nlines", "two\r\nlines", "two\rlines", "a\ttab", "\n"];

    private static readonly string[] Broken =
    [
        "\0", "a\0b", "bell\a", "escape\u001b[31m", "delete\u007f", "C1 control\u0085", "\u009f", "vertical\v", "form\f",
        "\ud800", "\udc00", "high then letter \ud83dx", "low first \ude00\ud83d",
        "two highs \ud83d\ud83d\ude00", "pair then low 😀\ude00", "at the end \ud83d",
    ];

    [TestCaseSource(nameof(Lines))]
    public void A_line_may_be(string text) => Assert.That(Text.IsLine(text), Is.True);

    [TestCaseSource(nameof(Broken))]
    [TestCaseSource(nameof(Breaks))]
    public void A_line_may_not_be(string text) => Assert.That(Text.IsLine(text), Is.False);

    [TestCaseSource(nameof(Lines))]
    [TestCaseSource(nameof(Breaks))]
    public void A_paragraph_may_be(string text) => Assert.That(Text.IsParagraph(text), Is.True);

    [TestCaseSource(nameof(Broken))]
    public void A_paragraph_may_not_be(string text) => Assert.That(Text.IsParagraph(text), Is.False);
}
