using FeatureFlag.Client.Tests.Fakes;
using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Client.Tests;

/// <summary>The code of src/Client/README.md, between the two comments, compiled and run.</summary>
internal static class ReadmeExample
{
    public static async Task<string> RunAsync(string sdkKey, Uri address)
    {
        // README
        await using var flags = new LocalEvaluator(new LocalEvaluatorOptions
        {
            BaseAddress = address,
            SdkKey = sdkKey,
            SnapshotFile = Path.Combine(Path.GetTempPath(), "flags.snapshot"),
            StatusChanged = status => Console.WriteLine($"{status.State} {status.Version} {status.Problem}"),
        });
        await flags.WaitUntilReadyAsync(TimeSpan.FromSeconds(5)); // or not: until then, evaluations give their fallbacks

        var user = new EvaluationContext("alice", new Attributes { { "plan", "pro" }, { "age", 42 } });
        if (flags.Bool("new-checkout", user, fallback: false))
        {
            var color = flags.String("button-color", user, fallback: "blue");
            var limits = flags.Object("limits", user, fallback: new Limits(MaxItems: 10));
            Console.WriteLine($"{color} {limits.MaxItems}");
        }

        var details = flags.NumberDetails("discount", user, fallback: 0);
        Console.WriteLine($"{details.Value} {details.Variant} {details.Reason} {details.ErrorCode}");
        // End
        return $"{flags.Bool("new-checkout", user, fallback: false)} {details.Value} {details.ErrorCode}";
    }

    private sealed record Limits(int MaxItems);
}

internal sealed class ReadmeTests : WithServer
{
    [Test]
    public async Task Its_example_works()
    {
        Server.Configuration = Some.Configuration(1, Some.Flag("new-checkout"), Some.Valued("discount", "12.5"));

        Assert.That(await ReadmeExample.RunAsync(Some.Key, Server.Address), Is.EqualTo("True 12.5 "));
    }

    [Test]
    public void Its_example_is_the_one_that_is_compiled()
    {
        var readme = Read("README.md");
        var example = Read("ReadmeExample.cs").SkipWhile(line => line != "// README").Skip(1).TakeWhile(line => line != "// End").ToList();

        Assert.That(example, Has.Count.GreaterThan(10));
        Assert.That(example.Except(readme), Is.Empty);
    }

    private static List<string> Read(string name) =>
        [.. System.IO.File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "subject", name)).Select(line => line.Trim())];
}
