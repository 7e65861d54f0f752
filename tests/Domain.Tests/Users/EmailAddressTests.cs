using FeatureFlag.Domain.Users;

namespace FeatureFlag.Domain.Tests.Users;

public sealed class EmailAddressTests(string culture) : InEveryCulture(culture)
{
    private static readonly string[] Good =
    [
        "ann@example.com", "Ann.Example@Example.COM", "ann+flags@example.com", "ann_b@sub.domain.example", "o'neill@example.ie",
        "admin@localhost", "a@b", "1@2.3", "a-b@c-d.e", $"{new string('a', 64)}@example.com", $"a@{Domain(252)}", "ann-@example.com",
    ];

    private static readonly string?[] Bad =
    [
        null, "", "@", "ann", "ann@", "@example.com", "ann@@example.com", "ann@b@example.com",
        $"{new string('a', 65)}@example.com", $"a@{Domain(253)}", $"a@{new string('b', 64)}.com", "a@b-.com",
        ".ann@example.com", "ann.@example.com", "ann..b@example.com", "ann@.example.com", "ann@example.com.", "ann@example..com",
        "ann@-example.com", "ann@example.com-", "ann@exam_ple.com",
        "ann @example.com", " ann@example.com", "ann@example.com ", "ann@exa mple.com", "ann\t@example.com",
        "ann@example.com\n", "ann\r\n@example.com", "ann@example.com\r\nBcc: bob@example.com", "ann\0@example.com", "ann@example.com\0",
        "\u0131nfo@example.com", "\u0130nfo@example.com", "\u212aate@example.com", "ann@\u212aate.com", "\uff41nn@example.com",
        "ann\uff20example.com", "ann@ex\u0430mple.com", "andré@example.com", "ann\u00ad@example.com", "ann\u200b@example.com", "😀@example.com",
        "\"ann b\"@example.com", "Ann <ann@example.com>", "ann@[127.0.0.1]", "ann,bob@example.com",
    ];

    /// <summary>Labels of 63 characters, the longest there may be, and a shorter one.</summary>
    private static string Domain(int length) => string.Join('.', Enumerable.Repeat(new string('b', 63), 3).Append(new string('b', length - 192)));

    [TestCaseSource(nameof(Good))]
    public void An_address_may_be(string address) => Assert.That(EmailAddress.IsValid(address), Is.True);

    [TestCaseSource(nameof(Bad))]
    public void An_address_may_not_be(string? address) => Assert.That(EmailAddress.IsValid(address), Is.False);

    [TestCase("INFO@EXAMPLE.COM", ExpectedResult = "info@example.com")]
    [TestCase("Kate.Index@Example.Com", ExpectedResult = "kate.index@example.com")]
    [TestCase("ann+i@example.com", ExpectedResult = "ann+i@example.com")]
    public string Is_one_account_in_any_case(string address) => EmailAddress.Normalize(address);
}
