using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Input;

internal sealed class NumberTests
{
    private static readonly string Digits = new('9', 400);

    [TestCase("1e400", 400)]
    [TestCase("-1e400", 400)]
    [TestCase("NaN", 400)]
    [TestCase("Infinity", 400)]
    [TestCase("0x10", 400)]
    [TestCase("1_000", 400)]
    [TestCase("12,5", 400)]
    [TestCase("-1", 422)]
    [TestCase("100.001", 422)]
    [TestCase("12.3456", 422)]
    [TestCase("1e9", 422)]
    [TestCase("-0.001", 422)]
    public async Task Of_a_percentage_are_refused_outside_of_their_range(string number, int status) => ProblemAssert.IsProblem(await CreateAsync(number), status);

    [Test]
    public async Task Of_400_digits_are_refused() => ProblemAssert.IsProblem(await CreateAsync(Digits), 400);

    [Test]
    public async Task With_400_decimals_are_refused() => ProblemAssert.IsProblem(await CreateAsync($"12.3451{Digits}"), 422);

    [TestCase("0", "0")]
    [TestCase("-0", "0")]
    [TestCase("100", "100")]
    [TestCase("50.0", "50")]
    [TestCase("12.5", "12.5")]
    [TestCase("12.500", "12.5")]
    [TestCase("0.001", "0.001")]
    [TestCase("1e1", "10")]
    [TestCase("99.999", "99.999")]
    public async Task Of_a_percentage_come_back_in_their_shortest_spelling(string number, string spelling)
    {
        var answer = await CreateAsync(number);

        Assert.That(answer.Body, Does.Contain($"\"rollout_percentage\":{spelling},"));
    }

    private static async Task<Answer> CreateAsync(string number) => await (await SharedServer.App.As(Caller.Admin)).CallAsync(
        "POST",
        "/flags",
        $$"""{"key":"{{SharedServer.NewKey()}}","name":"A number","environment_key":"development","flag_type":"percentage","rollout_percentage":{{number}}}""");
}
