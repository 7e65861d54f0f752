using System.Text;
using System.Text.Json;
using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Domain.Tests.Evaluation;

public sealed class AttributesJsonTests(string culture) : InEveryCulture(culture)
{
    [Test]
    public void Reads_a_text() => Assert.That(Read("""{"plan":"prö 🚀"}""").Find("plan").String, Is.EqualTo("prö 🚀"));

    [TestCase("true", true)]
    [TestCase("false", false)]
    public void Reads_a_boolean(string json, bool value) => Assert.That(Read($$"""{"a":{{json}}}""").Find("a").Boolean, Is.EqualTo(value));

    [TestCase("12", "12")]
    [TestCase("12.0", "12")]
    [TestCase("-0.5", "-0.5")]
    [TestCase("9007199254740993", "9007199254740993")]
    [TestCase("1e3", "1000")]
    public void Reads_a_number_by_its_value(string json, string value) =>
        Assert.That(Read($$"""{"a":{{json}}}""").Find("a").Number.ToString(), Is.EqualTo(value));

    [Test]
    public void Null_is_missing() => Assert.That(Read("""{"a":null}""").Find("a").Kind, Is.EqualTo(AttributeKind.Missing));

    [Test]
    public void Reads_arrays_in_order() =>
        Assert.That(Read("""{"a":["x",1,null,[]]}""").Find("a").Elements.ToArray().Select(element => element.Kind), Is.EqualTo(new[]
        {
            AttributeKind.String, AttributeKind.Number, AttributeKind.Missing, AttributeKind.Array,
        }));

    [Test]
    public void Reads_objects_within() => Assert.That(Read("""{"a":{"b":{"c":7}},"d":1}""").Find("a").Attributes.Find("b").Attributes.Find("c").Number, Is.EqualTo(Number.Of(7m)));

    [Test]
    public void Goes_on_behind_an_object_within() => Assert.That(Read("""{"a":{"b":{}},"d":"here"}""").Find("d").String, Is.EqualTo("here"));

    [Test]
    public void Finds_each_of_many() =>
        Assert.That(
            Enumerable.Range(0, 50).Select(i => Read(Many(50)).Find($"name{i}").Number.ToString()),
            Is.EqualTo(Enumerable.Range(0, 50).Select(i => $"{i}")));

    [TestCase("""{"a":1,"a":2}""", "more than once")]
    [TestCase("""{"a":{"b":1,"b":1}}""", "more than once")]
    [TestCase("""{"a":1e400}""", "too large")]
    public void Refuses(string json, string why) => Assert.That(() => Read(json), Throws.InstanceOf<JsonException>().With.Message.Contains(why));

    [Test]
    public void Refuses_a_repetition_among_many() => Assert.That(() => Read(Many(20).Replace("name19", "name3", StringComparison.Ordinal)), Throws.InstanceOf<JsonException>());

    [Test]
    public void Refuses_broken_unicode() => Assert.That(() => Read("""{"a":"\ud800"}"""), Throws.InvalidOperationException);

    private static string Many(int count) => $"{{{string.Join(',', Enumerable.Range(0, count).Select(i => $"\"name{i}\":{i}"))}}}";

    private static Attributes Read(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return AttributesJson.Read(ref reader);
    }
}
