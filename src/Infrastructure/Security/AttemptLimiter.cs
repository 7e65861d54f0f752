using System.Threading.RateLimiting;
using FeatureFlag.Application.Accounts;
using FeatureFlag.Domain;

namespace FeatureFlag.Infrastructure.Security;

/// <summary>Sliding windows of one minute per account and per address; idle ones are dropped by the library.</summary>
internal sealed class AttemptLimiter(AttemptLimits limits) : IAttemptLimiter, IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _failuresPerAccount = PerMinute(limits.LoginFailuresPerMinutePerAccount);
    private readonly PartitionedRateLimiter<string> _failuresPerAddress = PerMinute(limits.LoginFailuresPerMinutePerAddress);
    private readonly PartitionedRateLimiter<string> _registrations = PerMinute(limits.RegistrationsPerMinutePerAddress);

    public Error? CheckLogin(string account, string address) =>
        IsExhausted(_failuresPerAccount, account) || IsExhausted(_failuresPerAddress, address)
            ? Error.TooManyRequests("Too many failed sign-ins. Wait a minute, then try again.", Window)
            : null;

    public void LoginFailed(string account, string address)
    {
        _failuresPerAccount.AttemptAcquire(account).Dispose();
        _failuresPerAddress.AttemptAcquire(address).Dispose();
    }

    public Error? CountRegistration(string address)
    {
        using var lease = _registrations.AttemptAcquire(address);
        return lease.IsAcquired ? null : Error.TooManyRequests("Too many registrations from this address. Wait a minute, then try again.", Window);
    }

    public void Dispose()
    {
        _failuresPerAccount.Dispose();
        _failuresPerAddress.Dispose();
        _registrations.Dispose();
    }

    private static bool IsExhausted(PartitionedRateLimiter<string> limiter, string key) =>
        limiter.GetStatistics(key)?.CurrentAvailablePermits == 0;

    private static PartitionedRateLimiter<string> PerMinute(int permits) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetSlidingWindowLimiter(
            key,
            _ => new() { PermitLimit = permits, Window = Window, SegmentsPerWindow = 6, AutoReplenishment = true }),
        StringComparer.Ordinal);
}

/// <summary>Settings under <c>Auth</c>.</summary>
public sealed record AttemptLimits
{
    /// <summary>Wrong passwords for one account in a minute, from wherever, before it answers 429.</summary>
    public int LoginFailuresPerMinutePerAccount { get; init; } = 10;

    /// <summary>Wrong passwords from one address in a minute, for whatever accounts.</summary>
    public int LoginFailuresPerMinutePerAddress { get; init; } = 50;

    /// <summary>Registrations from one address in a minute.</summary>
    public int RegistrationsPerMinutePerAddress { get; init; } = 60;
}
