namespace FeatureFlag.WebApi.Tests;

/// <summary>One server for all tests that do not need one of their own; they use keys of their own in it.</summary>
[SetUpFixture]
internal sealed class SharedServer
{
    private static int _count;

    public static Hosting.TestServerApp App { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start() => App = await Hosting.TestServerApp.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await App.DisposeAsync();

    /// <summary>A key that nothing else has.</summary>
    public static string NewKey(string prefix = "k") => $"{prefix}-{Interlocked.Increment(ref _count)}";
}
