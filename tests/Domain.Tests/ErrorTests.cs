namespace FeatureFlag.Domain.Tests;

public sealed class ErrorTests
{
    private static readonly Error TwoFields = Error.Invalid(new Dictionary<string, string[]>
    {
        ["key"] = ["must not be empty.", "must be short."],
        ["name"] = ["must not be empty."],
    });

    private static readonly Dictionary<ErrorKind, Error> Factories = new()
    {
        [ErrorKind.NotFound] = Error.NotFound("No."),
        [ErrorKind.Conflict] = Error.Conflict("No."),
        [ErrorKind.Forbidden] = Error.Forbidden("No."),
        [ErrorKind.Unauthenticated] = Error.Unauthenticated("No."),
        [ErrorKind.TooManyRequests] = Error.TooManyRequests("No.", TimeSpan.FromSeconds(3)),
    };

    private static IEnumerable<ErrorKind> Kinds => Factories.Keys;

    [TestCaseSource(nameof(Kinds))]
    public void Is_of_the_kind_it_was_made_for(ErrorKind kind) => Assert.That(Factories[kind].Kind, Is.EqualTo(kind));

    [TestCaseSource(nameof(Kinds))]
    public void Says_what_it_was_given_to_say(ErrorKind kind) => Assert.That(Factories[kind].Detail, Is.EqualTo("No."));

    [TestCaseSource(nameof(Kinds))]
    public void Blames_no_field_unless_one_is_invalid(ErrorKind kind) => Assert.That(Factories[kind].Fields, Is.Empty);

    [Test]
    public void An_invalid_field_is_named_with_its_message() =>
        Assert.That(Error.Invalid("key", "must not be empty.").Fields["key"], Is.EqualTo(["must not be empty."]));

    [Test]
    public void Invalid_fields_keep_all_their_messages() => Assert.That(TwoFields.Fields["key"], Has.Length.EqualTo(2));

    [Test]
    public void Invalid_fields_are_told_in_the_detail() =>
        Assert.That(TwoFields.Detail, Is.EqualTo("key: must not be empty. must be short. name: must not be empty."));

    [Test]
    public void Invalid_fields_are_of_the_kind_invalid() => Assert.That(TwoFields.Kind, Is.EqualTo(ErrorKind.Invalid));

    [Test]
    public void A_stale_version_is_of_its_own_kind() =>
        Assert.That(Error.VersionMismatch(12_345).Kind, Is.EqualTo(ErrorKind.VersionMismatch));

    [Test]
    public void A_stale_version_is_told_the_current_one() =>
        Assert.That(Error.VersionMismatch(12_345).Detail, Does.StartWith("The version has moved on to 12345."));

    [Test]
    public void Too_many_requests_may_come_back_later() =>
        Assert.That(Factories[ErrorKind.TooManyRequests].RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(3)));
}
