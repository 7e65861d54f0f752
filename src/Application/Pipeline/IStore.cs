namespace FeatureFlag.Application.Pipeline;

/// <summary>The database of this request: all repositories of one scope share its transaction.</summary>
public interface IStore
{
    /// <summary>Begins the write transaction of this scope; disposing it without a commit undoes everything.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be reached, or is too busy to let a writer in.</exception>
    Task<IStoreTransaction> BeginAsync(CancellationToken cancellationToken);
}

public interface IStoreTransaction : IAsyncDisposable
{
    /// <summary>Makes everything durable. Not cancellable: a caller that leaves now must not leave it half known.</summary>
    Task CommitAsync();
}

/// <summary>The database cannot be reached or cannot take the request now. The HTTP answer is 503.</summary>
public sealed class StoreUnavailableException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>False: nothing was changed. True: it went away during the commit, which may have come about.</summary>
    public bool IsOutcomeUnknown { get; init; }
}
