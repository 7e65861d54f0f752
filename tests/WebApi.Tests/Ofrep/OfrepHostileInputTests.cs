using System.Text;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Ofrep;

internal sealed class OfrepHostileInputTests
{
    private const int MaxBytes = 1024 * 1024;

    private OfrepStage _stage = null!;

    [OneTimeSetUp]
    public async Task Create() => _stage = await OfrepStage.CreateAsync(SharedServer.App);

    [TestCase("""{"context":{"a":1,"a":2}}""", "INVALID_CONTEXT")]
    [TestCase("""{"context":{"a":{"b":1,"b":2}}}""", "INVALID_CONTEXT")]
    [TestCase("""{"context":{"targetingKey":"a","targetingKey":"b"}}""", "INVALID_CONTEXT")]
    [TestCase("""{"context":{"targeting\u004bey":"a","targetingKey":"b"}}""", "INVALID_CONTEXT")]
    [TestCase("""{"context":{},"context":{}}""", "PARSE_ERROR")]
    [TestCase("""{"context":{"a":1e400}}""", "INVALID_CONTEXT")]
    [TestCase("""{"context":{"targetingKey":"a\u0000b"}}""", "INVALID_CONTEXT")]
    [TestCase("""{"context":{"targetingKey":"\ud800"}}""", "PARSE_ERROR")]
    [TestCase("""{"context":{"\udc00":1}}""", "PARSE_ERROR")]
    [TestCase("""{"context":{"a":["\ud800"]}}""", "PARSE_ERROR")]
    [TestCase("""{"context":{}} {}""", "PARSE_ERROR")]
    [TestCase("""{"context":{}},""", "PARSE_ERROR")]
    [TestCase("""{"context":{"a":01}}""", "PARSE_ERROR")]
    [TestCase("""{"context":{"a":NaN}}""", "PARSE_ERROR")]
    [TestCase("""{"context":{"a":1,}}""", "PARSE_ERROR")]
    [TestCase("""{"context":{/**/}}""", "PARSE_ERROR")]
    public async Task Is_refused_and_explained(string body, string code)
    {
        OfrepSingleTests.IsFailure(await _stage.OneAsync("on", body), 400, "on", code);
        OfrepSingleTests.IsFailure(await _stage.AllAsync(body), 400, null, code);
    }

    [TestCase(31, true)]
    [TestCase(33, false)]
    [TestCase(100_000, false)]
    public async Task Is_refused_when_it_is_deep(int depth, bool isTaken)
    {
        var body = $"{{\"context\":{{\"a\":{new string('[', depth - 2)}{new string(']', depth - 2)}}}}}";

        Assert.That((await _stage.OneAsync("on", body)).Status, Is.EqualTo(isTaken ? 200 : 400));
    }

    [TestCase(new byte[] { 0xff })]
    [TestCase(new byte[] { 0xc0, 0x80 })]
    [TestCase(new byte[] { 0xed, 0xa0, 0x80 })]
    public async Task Is_refused_when_it_is_not_UTF_8(byte[] bytes)
    {
        byte[] body = [.. "{\"context\":{\"a\":\""u8, .. bytes, .. "\"}}"u8];
        var answer = await SharedServer.App.Anonymous.CallAsync("POST", OfrepStage.One + "on", body, ("X-API-Key", _stage.Server));

        OfrepSingleTests.IsFailure(answer, 400, "on", "PARSE_ERROR");
    }

    [Test]
    public async Task May_begin_with_a_byte_order_mark()
    {
        byte[] body = [.. Encoding.UTF8.Preamble, .. "{}"u8];

        Assert.That((await SharedServer.App.Anonymous.CallAsync("POST", OfrepStage.One + "on", body, ("X-API-Key", _stage.Server))).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task May_have_a_megabyte()
    {
        var body = """{"context":{"a":""}}""";
        body = body.Replace("\"\"", $"\"{new string('x', MaxBytes - body.Length)}\"", StringComparison.Ordinal);

        Assert.That((await _stage.OneAsync("on", body)).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task Is_refused_above_a_megabyte_with_a_status_that_providers_know()
    {
        var answer = await RawHttp.SendAsync(
            SharedServer.App.Address, $"POST {OfrepStage.One}on HTTP/1.1", [$"X-API-Key: {_stage.Server}", $"Content-Length: {MaxBytes + 1}"]);

        OfrepSingleTests.IsFailure(answer, 400, "on", "PARSE_ERROR");
    }

    [Test]
    public async Task Never_makes_the_server_fail()
    {
        var random = new Random(20261122);
        var valid = Encoding.UTF8.GetBytes("""{"context":{"targetingKey":"alice","n":1.5,"nested":{"list":[true,null,"ü"]}}}""");
        for (var i = 0; i < 300; i++)
        {
            var body = valid.ToArray();
            for (var times = random.Next(1, 5); times > 0; times--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            body = random.Next(3) == 0 ? body[..random.Next(body.Length)] : body;
            var answer = await SharedServer.App.Anonymous.CallAsync("POST", OfrepStage.All, body, ("X-API-Key", _stage.Server));

            Assert.That(answer.Status, Is.AnyOf(200, 400), Encoding.UTF8.GetString(body));
        }
    }
}
