namespace FeatureFlag.WebApi.Tests.OpenFeature;

/// <summary>What is exported for flagd, evaluated by flagd's own JavaScript core.</summary>
public sealed class FlagdTests
{
    private const string File = "flagd.test.mjs";
    private const int Contexts = 3000;

    private NodeRun? _run;

    public static IEnumerable<string> Tests => NodeRun.TestsIn(File);

    [OneTimeSetUp]
    public async Task RunAsync()
    {
        var sample = Path.GetTempFileName();
        try
        {
            await System.IO.File.WriteAllTextAsync(sample, new FlagdSample(seed: 20261122).Write(Contexts));
            _run = await NodeRun.OfAsync(File, ("FLAGD_SAMPLE", sample));
        }
        finally
        {
            System.IO.File.Delete(sample);
        }
    }

    [TestCaseSource(nameof(Tests))]
    public void In_Node(string test) => _run!.Check(test);
}
