using System.Text.Json;

namespace FeatureFlag.Domain.Tests;

public sealed class JsonTokenTests
{
    [TestCase("1")]
    [TestCase("1.0")]
    [TestCase("-0.0")]
    [TestCase("1E+2")]
    [TestCase("12345678901234567890.0")]
    [TestCase("true")]
    [TestCase("null")]
    [TestCase("\"é < 🚀 \\u00e9\"")]
    [TestCase("{\"a\":[1.0,1e2]}")]
    public void Keeps_what_it_reads(string json) => Assert.That(Read(json), Is.EqualTo(json));

    [TestCase("{ \"a\" : [ 1.0 ,\n 2 ] }", "{\"a\":[1.0,2]}")]
    public void Keeps_no_blanks_within(string json, string kept) => Assert.That(Read(json), Is.EqualTo(kept));

    [TestCase("\"\\ud800\"")]
    [TestCase("{\"a\":\"\\udc00\"}")]
    [TestCase("{\"\\udc00\":1}")]
    public void Refuses_broken_Unicode(string json) => Assert.That(() => Read(json), Throws.InstanceOf<JsonException>());

    private static string Read(string json) => JsonSerializer.Deserialize<JsonToken>(json, DomainJson.Options).Text;
}
