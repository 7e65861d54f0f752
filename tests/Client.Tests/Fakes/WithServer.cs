using System.Collections.Concurrent;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.TestKit;

namespace FeatureFlag.Client.Tests.Fakes;

/// <summary>Gives each test a server and a time of its own, and ends what it started.</summary>
internal abstract class WithServer
{
    /// <summary>Enough for whoever must not wait for it.</summary>
    protected static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    private readonly List<LocalEvaluator> _evaluators = [];

    /// <summary>The one that the test started.</summary>
    protected LocalEvaluator Started => _evaluators.Single();

    protected FakeServer Server { get; private set; } = null!;

    protected TestTime Time { get; private set; } = null!;

    protected ConcurrentQueue<LocalEvaluatorStatus> Statuses { get; } = [];

    protected string Folder { get; private set; } = null!;

    protected string File => Path.Combine(Folder, "flags.snapshot");

    [SetUp]
    public async Task StartServer()
    {
        Server = await FakeServer.StartAsync();
        Time = new();
        Statuses.Clear();
        Folder = Directory.CreateTempSubdirectory("client-tests").FullName;
    }

    [TearDown]
    public async Task StopServer()
    {
        foreach (var evaluator in _evaluators)
        {
            await evaluator.DisposeAsync();
        }

        _evaluators.Clear();
        await Server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Waits are told apart by their lengths: attempts ≤ 30 s, snapshots 40 s, silence 45 s, refusals about 100 s, polls about 1000 s.</summary>
    protected LocalEvaluatorOptions Options(string? file = null, Uri? address = null, string key = Some.Key) => new()
    {
        BaseAddress = address ?? Server.Address,
        SdkKey = key,
        SnapshotFile = file,
        TimeProvider = Time,
        RequestTimeout = TimeSpan.FromSeconds(40),
        RefusedRetryInterval = TimeSpan.FromSeconds(100),
        PollInterval = TimeSpan.FromSeconds(1000),
        StatusChanged = Statuses.Enqueue,
    };

    protected LocalEvaluator Start(LocalEvaluatorOptions? options = null)
    {
        var evaluator = new LocalEvaluator(options ?? Options());
        _evaluators.Add(evaluator);
        return evaluator;
    }

    /// <summary>Has a snapshot and follows the stream, and everything that this took is over.</summary>
    protected async Task<LocalEvaluator> StartReadyAsync(LocalEvaluatorOptions? options = null)
    {
        var gate = new TaskCompletionSource();
        Server.StreamGate = gate.Task;
        var evaluator = Start(options);
        await Until.True(() => Polls == 1);
        gate.SetResult();
        await Until.True(() => Polls == 2 && evaluator.Status.IsStreaming, because: "it asks at the start, and again when the stream is open");
        return evaluator;
    }

    protected int Polls => Time.WaitsOf(900, 1100).Count;

    /// <summary>What the flag "version" says; 0 while there is none.</summary>
    protected static long VersionOf(LocalEvaluator evaluator) => evaluator.Integer("version", new EvaluationContext("ann"), 0);

    protected static async Task UntilVersion(LocalEvaluator evaluator, long version)
    {
        try
        {
            await Until.True(() => VersionOf(evaluator) == version);
        }
        catch (AssertionException thrown)
        {
            throw new AssertionException($"Version {version} has not come: {evaluator.Status}", thrown);
        }
    }
}
