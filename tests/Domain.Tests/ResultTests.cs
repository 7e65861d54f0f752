namespace FeatureFlag.Domain.Tests;

public sealed class ResultTests
{
    private static readonly Error Problem = Error.NotFound("There is no such flag.");
    private static readonly Result<int> Good = 42;
    private static readonly Result<int> Bad = Problem;

    [Test]
    public void With_a_value_is_ok() => Assert.That(Good.IsOk, Is.True);

    [Test]
    public void With_a_value_gives_it() => Assert.That(Good.Value, Is.EqualTo(42));

    [Test]
    public void With_a_value_has_no_error() => Assert.That(Good.Error, Is.Null);

    [Test]
    public void With_an_error_is_not_ok() => Assert.That(Bad.IsOk, Is.False);

    [Test]
    public void With_an_error_gives_it() => Assert.That(Bad.Error, Is.SameAs(Problem));

    [Test]
    public void With_an_error_has_no_value_to_give() =>
        Assert.That(() => Bad.Value, Throws.InvalidOperationException.With.Message.EqualTo("There is no such flag."));

    [Test]
    public void With_a_value_reads_as_it() => Assert.That(Good.ToString(), Is.EqualTo("42"));

    [Test]
    public void With_an_error_reads_as_it() => Assert.That(Bad.ToString(), Is.EqualTo(Problem.ToString()));

    [Test]
    public void Can_fail_where_its_type_is_not_known() => Assert.That(Fail<Result<string>>().Error, Is.SameAs(Problem));

    private static T Fail<T>()
        where T : IResult<T> => T.Fail(Problem);
}
