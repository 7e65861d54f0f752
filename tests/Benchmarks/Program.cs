using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using FeatureFlag.Benchmarks.Results;
using FeatureFlag.Benchmarks.Simulations;
using Perfolizer.Horology;

if (args is ["simulate", .. var simulation])
{
    SimulationTable.Write(simulation);
    return;
}

if (args is ["results"])
{
    await ResultsTable.WriteAsync();
    return;
}

// dotnet run -c Release --project tests/Benchmarks -- --filter '*Evaluator*'
// In process: the project that BenchmarkDotNet would generate does not find our outputs under artifacts/.
var job = Job.Default
    .WithToolchain(InProcessEmitToolchain.Instance)
    .WithIterationTime(TimeInterval.FromMilliseconds(100))
    .WithIterationCount(15);
var config = DefaultConfig.Instance.AddJob(job).WithArtifactsPath(Path.Combine("artifacts", "benchmarks"));

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config);
