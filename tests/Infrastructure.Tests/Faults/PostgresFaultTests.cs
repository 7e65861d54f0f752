using System.Diagnostics;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Flags;
using FeatureFlag.TestKit;
using FeatureFlag.TestKit.Servers;
using FeatureFlag.Tests.Stores;

namespace FeatureFlag.Infrastructure.Tests.Faults;

/// <summary>
/// What callers meet while PostgreSQL is killed, frozen or restarted: an answer in bounded time, and service again soon
/// after it is back. The bounds are generous, for machines that do other things too; each run prints what it measured.
/// </summary>
[NonParallelizable]
internal sealed class PostgresFaultTests
{
    private static readonly TimeSpan FirstAnswers = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan AnswersWhenKnown = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(4);

    private PostgresServer _server = null!;
    private TestStore _store = null!;
    private int _flags;

    [OneTimeSetUp]
    public async Task Start()
    {
        _server = PostgresServer.StartNew();
        _store = TestStore.Unmigrated(await _server.CreateDatabaseAsync());
        await _store.MigrateAsync();
        await _store.SendAsync(new CreateEnvironment("production", "Production"));
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        _server?.Dispose();
    }

    [TearDown]
    public async Task Heal()
    {
        _server.Resume();
        if (!_server.IsRunning)
        {
            _server.Start();
        }

        await Until.True(WritesAsync, TimeSpan.FromSeconds(20));
    }

    [Test]
    public async Task A_read_of_a_frozen_server_ends_in_time()
    {
        _server.Pause();

        Assert.That(await TimeToFailAsync(ReadAsync, "read, frozen"), Is.LessThan(FirstAnswers));
    }

    [Test]
    public async Task A_write_to_a_frozen_server_ends_in_time()
    {
        _server.Pause();

        Assert.That(await TimeToFailAsync(WriteAsync, "write, frozen"), Is.LessThan(FirstAnswers));
    }

    [Test]
    public async Task A_write_whose_server_freezes_before_the_commit_ends_in_time()
    {
        Assert.That(await TimeToFailAsync(() => InterruptedWriteAsync(_server.Pause), "commit, frozen"), Is.LessThan(FirstAnswers));
    }

    [Test]
    public async Task Many_requests_to_a_frozen_server_end_in_time()
    {
        _server.Pause();
        var times = await Task.WhenAll(Enumerable.Range(0, 50).Select(i =>
            Task.Run(() => TimeToFailAsync(i % 2 == 0 ? ReadAsync : WriteAsync, "one of 50, frozen"))));

        Assert.That(times.Max(), Is.LessThan(FirstAnswers));
    }

    [Test]
    public async Task Once_a_server_is_known_to_be_frozen_nobody_waits()
    {
        _server.Pause();
        await OpenBreakerAsync();

        Assert.That(await TimeToFailAsync(ReadAsync, "read, known to be frozen"), Is.LessThan(AnswersWhenKnown));
    }

    [Test]
    public async Task Idle_connections_of_the_pool_do_not_hide_that_a_server_is_frozen()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(ReadAsync)));
        _server.Pause();
        for (var i = 0; i < 3; i++)
        {
            await TimeToFailAsync(ReadAsync, "read with a warm pool, frozen");
        }

        Assert.That(await TimeToFailAsync(ReadAsync, "fourth read with a warm pool, frozen"), Is.LessThan(AnswersWhenKnown));
    }

    [Test]
    public async Task Works_soon_after_a_frozen_server_goes_on()
    {
        _server.Pause();
        await OpenBreakerAsync();
        _server.Resume();

        Assert.That(await TimeToWorkAsync("after freezing"), Is.LessThan(Recovery));
    }

    [Test]
    public async Task A_killed_server_is_noticed_at_once()
    {
        _server.Kill();

        Assert.That(await TimeToFailAsync(WriteAsync, "write, killed"), Is.LessThan(FirstAnswers));
    }

    [Test]
    public async Task A_write_whose_server_is_killed_before_the_commit_fails()
    {
        Assert.That(await TimeToFailAsync(() => InterruptedWriteAsync(_server.Kill), "commit, killed"), Is.LessThan(FirstAnswers));
    }

    [Test]
    public async Task Works_soon_after_a_killed_server_is_back()
    {
        _server.Kill();
        await OpenBreakerAsync();
        _server.Start();

        Assert.That(await TimeToWorkAsync("after kill -9"), Is.LessThan(Recovery));
    }

    [Test]
    public async Task Works_soon_after_a_server_was_restarted()
    {
        _server.Stop();
        _server.Start();

        Assert.That(await TimeToWorkAsync("after a restart"), Is.LessThan(Recovery));
    }

    [Test]
    public async Task Losing_and_finding_the_server_is_one_log_line_each()
    {
        var before = _store.Logs.All.Count;
        _server.Kill();
        await OpenBreakerAsync();
        await OpenBreakerAsync();
        _server.Start();
        await TimeToWorkAsync("for the log");

        Assert.That(
            _store.Logs.All.Skip(before).Where(line => line.Contains("PostgreSQL", StringComparison.Ordinal)).Select(line => line.Split(':')[0]),
            Is.EqualTo(new[] { "Error", "Information" }));
    }

    private static async Task<TimeSpan> TimeToFailAsync(Func<Task> act, string what)
    {
        var watch = Stopwatch.StartNew();
        await Assert.ThatAsync(act, Throws.InstanceOf<StoreUnavailableException>(), what);
        await TestContext.Out.WriteLineAsync($"{what}: failed after {watch.ElapsedMilliseconds} ms");
        return watch.Elapsed;
    }

    private async Task<TimeSpan> TimeToWorkAsync(string what)
    {
        var watch = Stopwatch.StartNew();
        await Until.True(WritesAsync, TimeSpan.FromSeconds(20));
        await TestContext.Out.WriteLineAsync($"{what}: worked after {watch.ElapsedMilliseconds} ms");
        return watch.Elapsed;
    }

    /// <summary>Until the database is known to be away.</summary>
    private async Task OpenBreakerAsync()
    {
        for (var i = 0; i < 3; i++)
        {
            await TimeToFailAsync(ReadAsync, $"failure {i + 1}");
        }
    }

    private async Task<bool> WritesAsync()
    {
        await WriteAsync();
        return true;
    }

    private Task ReadAsync() => _store.SendAsync(new GetEnvironment("production"));

    private Task<Result<Flag>> WriteAsync() => _store.SendAsync(NewFlag());

    private CreateFlag NewFlag() => new() { Key = $"flag-{Interlocked.Increment(ref _flags)}", Name = "Any", EnvironmentKey = "production" };

    /// <summary>As the pipeline does it, with something that happens just before the commit.</summary>
    private Task InterruptedWriteAsync(Action interrupt) => _store.WithAsync<IStore>(async store =>
    {
        await using var transaction = await store.BeginAsync(default);
        interrupt();
        await transaction.CommitAsync();
    });
}
