namespace FeatureFlag.Domain.Tests;

public sealed class OptionalTests
{
    [Test]
    public void Is_not_named_by_default() => Assert.That(default(Optional<string>).IsNamed, Is.False);

    [Test]
    public void Is_not_named_when_an_object_leaves_it_out() => Assert.That(new Holder().Field.IsNamed, Is.False);

    [Test]
    public void Is_named_by_a_value() => Assert.That(new Holder { Field = "new" }.Field.IsNamed, Is.True);

    [Test]
    public void Is_named_by_null() => Assert.That(new Holder { Field = null }.Field.IsNamed, Is.True);

    [Test]
    public void Not_named_keeps_what_there_is() => Assert.That(new Holder().Field.Or("current"), Is.EqualTo("current"));

    [Test]
    public void Named_replaces_what_there_is() => Assert.That(new Holder { Field = "new" }.Field.Or("current"), Is.EqualTo("new"));

    [Test]
    public void Named_by_null_empties_what_there_is() => Assert.That(new Holder { Field = null }.Field.Or("current"), Is.Null);

    private sealed record Holder
    {
        public Optional<string?> Field { get; init; }
    }
}
