using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Client;

/// <summary>
/// Evaluates flags in this process, with the code the server has: it loads the flags of an environment, follows their
/// changes, and goes on answering while the server is away. One per environment and process; safe for any number of threads.
/// Evaluating never waits and never throws: what cannot be answered gives the caller's fallback.
/// </summary>
public sealed class LocalEvaluator : IAsyncDisposable
{
    private static readonly TimeSpan StopTime = TimeSpan.FromMilliseconds(900);

    private readonly TimeProvider _time;
    private readonly StatusBoard _status;
    private readonly SdkServer _server;
    private readonly SnapshotRefresher _refresher;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _following;

    /// <summary>Begins to load, and returns at once. See <see cref="WaitUntilReadyAsync"/>.</summary>
    /// <exception cref="ArgumentException">The options can never work. A server that is away is no error.</exception>
    public LocalEvaluator(LocalEvaluatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _time = options.TimeProvider;
        _status = new(_time, options.StatusChanged);
        _server = new(options);
        _refresher = new(options, _server, _status);
        var stream = new ChangeStream(options, _server, _refresher, _status);
        _following = Task.Run(() => Task.WhenAll(_refresher.RunAsync(_stop.Token), stream.RunAsync(_stop.Token)));
    }

    public LocalEvaluatorStatus Status => _status.Current;

    /// <summary>
    /// Waits for the server's first answer; if there is a file to answer from, only until the first attempt to reach the
    /// server has failed. Not needed: evaluations work from the start.
    /// </summary>
    /// <returns>Whether there is something to answer from. False: fallbacks are given, see <see cref="Status"/> for why.</returns>
    public async Task<bool> WaitUntilReadyAsync(TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        try
        {
            await _refresher.Settled.WaitAsync(timeout, _time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Said by the answer.
        }

        return _refresher.Current is not null;
    }

    /// <summary>Whether the flag is on and serves something other than its off variant; false when that cannot be told.</summary>
    public bool IsEnabled(string flagKey, in EvaluationContext context) =>
        Evaluate(flagKey, context, false, static (VariantValue _, out bool result) => result = true).IsEnabled;

    public bool Bool(string flagKey, in EvaluationContext context, bool fallback) => BoolDetails(flagKey, context, fallback).Value;

    public EvaluationDetails<bool> BoolDetails(string flagKey, in EvaluationContext context, bool fallback) =>
        Evaluate(flagKey, context, fallback, static (VariantValue value, out bool result) => value.TryRead(out result));

    public string String(string flagKey, in EvaluationContext context, string fallback) => StringDetails(flagKey, context, fallback).Value;

    public EvaluationDetails<string> StringDetails(string flagKey, in EvaluationContext context, string fallback) =>
        Evaluate(flagKey, context, fallback, static (VariantValue value, out string? result) => value.TryRead(out result));

    public double Number(string flagKey, in EvaluationContext context, double fallback) => NumberDetails(flagKey, context, fallback).Value;

    public EvaluationDetails<double> NumberDetails(string flagKey, in EvaluationContext context, double fallback) =>
        Evaluate(flagKey, context, fallback, static (VariantValue value, out double result) => value.TryRead(out result));

    /// <summary>A number that is whole (5.0 is) and fits; another is a TYPE_MISMATCH.</summary>
    public long Integer(string flagKey, in EvaluationContext context, long fallback) => IntegerDetails(flagKey, context, fallback).Value;

    /// <inheritdoc cref="Integer"/>
    public EvaluationDetails<long> IntegerDetails(string flagKey, in EvaluationContext context, long fallback) =>
        Evaluate(flagKey, context, fallback, static (VariantValue value, out long result) => value.TryRead(out result));

    /// <summary>A number with all its decimals, as for money.</summary>
    public decimal Decimal(string flagKey, in EvaluationContext context, decimal fallback) => DecimalDetails(flagKey, context, fallback).Value;

    /// <inheritdoc cref="Decimal"/>
    public EvaluationDetails<decimal> DecimalDetails(string flagKey, in EvaluationContext context, decimal fallback) =>
        Evaluate(flagKey, context, fallback, static (VariantValue value, out decimal result) => value.TryRead(out result));

    /// <summary>
    /// A JSON object or array, read into a type of yours (or a JsonElement) by <see cref="LocalEvaluatorOptions.Json"/>; what does
    /// not fit is a TYPE_MISMATCH. It is read once, and all callers get the same instance: do not change it.
    /// </summary>
    public T Object<T>(string flagKey, in EvaluationContext context, T fallback) => ObjectDetails(flagKey, context, fallback).Value;

    /// <inheritdoc cref="Object"/>
    public EvaluationDetails<T> ObjectDetails<T>(string flagKey, in EvaluationContext context, T fallback) =>
        Evaluate(flagKey, context, fallback, static (VariantValue value, out T? result) => value.TryReadObject(out result));

    /// <summary>Stops following, within a second. Evaluations go on answering from what was there last.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _following.WaitAsync(StopTime);
        }
        catch (TimeoutException)
        {
            // Something hangs, perhaps a disk; it ends when that does.
        }

        _server.Dispose();
        _status.Update(status => status with { State = LocalEvaluatorState.Disposed, IsStreaming = false });
    }

    private EvaluationDetails<T> Evaluate<T>(string flagKey, in EvaluationContext context, T fallback, ReadValue<T> read)
    {
        if (_refresher.Current is not { } snapshot)
        {
            return Failed(flagKey, fallback, EvaluationErrorCodes.ProviderNotReady);
        }

        try
        {
            return context.Now == default
                ? snapshot.Evaluate(flagKey, context with { Now = _time.GetUtcNow() }, fallback, read)
                : snapshot.Evaluate(flagKey, context, fallback, read);
        }
        catch (Exception)
        {
            // As when the caller fills the attributes from another thread: a flag must never bring its caller down.
            return Failed(flagKey, fallback, EvaluationErrorCodes.General);
        }
    }

    private static EvaluationDetails<T> Failed<T>(string flagKey, T fallback, string errorCode) =>
        new() { FlagKey = flagKey, Value = fallback, Reason = LoadedSnapshot.ErrorReason, ErrorCode = errorCode };
}
