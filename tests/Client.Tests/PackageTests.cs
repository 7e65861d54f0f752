using System.Diagnostics;
using System.IO.Compression;
using System.Reflection;
using System.Runtime.Loader;
using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Client.Tests;

/// <summary>Who installs the package gets the evaluation with it.</summary>
internal sealed class PackageTests
{
    private string _folder = null!;

    [OneTimeSetUp]
    public async Task Pack()
    {
        _folder = Directory.CreateTempSubdirectory("client-package").FullName;
        var start = new ProcessStartInfo("dotnet", ["pack", Metadata("ClientProject"), "--no-build", "-c", Metadata("Configuration"), "-o", _folder, "--nologo"])
        {
            RedirectStandardOutput = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
        };
        using var pack = Process.Start(start)!;
        var output = await pack.StandardOutput.ReadToEndAsync();
        await pack.WaitForExitAsync();
        Assert.That(pack.ExitCode, Is.Zero, output);
        await ZipFile.ExtractToDirectoryAsync(Directory.GetFiles(_folder, "*.nupkg").Single(), _folder);
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Holds_the_domain_and_needs_no_other_package()
    {
        Assert.That(Files("lib/net10.0"), Is.SupersetOf(new[] { "FeatureFlag.Client.dll", "FeatureFlag.Client.xml", "FeatureFlag.Domain.dll", "FeatureFlag.Domain.xml" }));
        Assert.That(Files("lib/net10.0").Where(file => file!.EndsWith(".dll", StringComparison.Ordinal)), Has.Exactly(2).Items);
        Assert.That(File.ReadAllText(Path.Combine(_folder, "FeatureFlag.Client.nuspec")), Does.Not.Contain("<dependency "));
    }

    [Test]
    public async Task Evaluates_by_itself()
    {
        var lib = Path.Combine(_folder, "lib", "net10.0");
        var alone = new AssemblyLoadContext("package", isCollectible: true);
        alone.Resolving += (context, name) => Path.Combine(lib, $"{name.Name}.dll") is var path && File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        alone.LoadFromAssemblyPath(Path.Combine(lib, "FeatureFlag.Domain.dll"));
        var client = alone.LoadFromAssemblyPath(Path.Combine(lib, "FeatureFlag.Client.dll"));
        var options = Activator.CreateInstance(client.GetType("FeatureFlag.Client.LocalEvaluatorOptions", throwOnError: true)!)!;
        options.GetType().GetProperty("BaseAddress")!.SetValue(options, new Uri("http://127.0.0.1:1/"));
        options.GetType().GetProperty("SdkKey")!.SetValue(options, "ffs_key");
        var evaluator = Activator.CreateInstance(client.GetType("FeatureFlag.Client.LocalEvaluator", throwOnError: true)!, options)!;
        var isEnabled = evaluator.GetType().GetMethod("IsEnabled")!;
        var context = Activator.CreateInstance(isEnabled.GetParameters()[1].ParameterType.GetElementType()!);

        Assert.That(isEnabled.Invoke(evaluator, ["dark-mode", context]), Is.False);
        Assert.That(context, Is.Not.InstanceOf<EvaluationContext>(), "it is the package's own");
        await ((IAsyncDisposable)evaluator).DisposeAsync();
    }

    private static string Metadata(string key) =>
        typeof(PackageTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private IEnumerable<string?> Files(string folder) => Directory.GetFiles(Path.Combine(_folder, folder)).Select(Path.GetFileName);
}
