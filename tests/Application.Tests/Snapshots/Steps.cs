namespace FeatureFlag.Application.Tests.Snapshots;

/// <summary>Runs asynchronous code on one thread, step by step: whoever waits goes on only when the test says so.</summary>
internal sealed class Steps : SynchronizationContext
{
    private readonly Queue<Action> _ready = new();
    private readonly List<TaskCompletionSource> _waiting = [];

    /// <summary>A task that ends when one of the next <see cref="Release"/>s picks it.</summary>
    public Task WaitAsync()
    {
        var source = new TaskCompletionSource();
        _waiting.Add(source);
        return source.Task;
    }

    public override void Post(SendOrPostCallback d, object? state) => _ready.Enqueue(() => d(state));

    /// <summary>Does this, and all that follows from it until everybody waits or is done.</summary>
    public void Do(Action act)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            act();
            while (_ready.TryDequeue(out var next))
            {
                next();
            }
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    public void Release(int which)
    {
        if (_waiting.Count > 0)
        {
            var source = _waiting[which % _waiting.Count];
            _waiting.Remove(source);
            Do(source.SetResult);
        }
    }

    public void ReleaseAll()
    {
        while (_waiting.Count > 0)
        {
            Release(0);
        }
    }
}
