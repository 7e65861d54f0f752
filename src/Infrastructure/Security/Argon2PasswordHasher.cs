using System.Security.Cryptography;
using System.Text;
using FeatureFlag.Application.Accounts;
using FeatureFlag.Domain;
using Isopoh.Cryptography.Argon2;

namespace FeatureFlag.Infrastructure.Security;

/// <summary>Argon2id with OWASP's parameters; at most two at once, because each takes 19 MiB and a core.</summary>
internal sealed class Argon2PasswordHasher : IPasswordHasher, IDisposable
{
    private const int MaxWaiting = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private static readonly Argon2Parameters Today = new(MemoryKiB: 19_456, Passes: 2, Lanes: 1);

    /// <summary>Checked when there is no account, so that its absence takes as long as a wrong password.</summary>
    private static readonly Lazy<string> NobodysHash = new(() => Compute(RandomNumberGenerator.GetHexString(32)));

    private readonly SemaphoreSlim _places = new(2, 2);
    private int _waiting;

    public Task<Result<string>> HashAsync(string password, CancellationToken cancellationToken) =>
        InPlaceAsync(() => Compute(password), cancellationToken);

    public Task<Result<PasswordVerdict>> VerifyAsync(string password, string? hash, CancellationToken cancellationToken) =>
        InPlaceAsync(() => Verify(password, hash), cancellationToken);

    public void Dispose() => _places.Dispose();

    private static PasswordVerdict Verify(string password, string? hash)
    {
        var matches = Argon2.Verify(hash ?? NobodysHash.Value, Encoding.UTF8.GetBytes(password), threads: 1);
        if (!matches || hash is null)
        {
            return PasswordVerdict.Wrong;
        }

        return Argon2Parameters.Of(hash).IsAtLeast(Today) ? PasswordVerdict.Right : PasswordVerdict.RightButOutdated;
    }

    private static string Compute(string password)
    {
        var config = new Argon2Config
        {
            Type = Argon2Type.HybridAddressing,
            Version = Argon2Version.Nineteen,
            MemoryCost = Today.MemoryKiB,
            TimeCost = Today.Passes,
            Lanes = Today.Lanes,
            Threads = 1,
            Salt = RandomNumberGenerator.GetBytes(16),
            HashLength = 32,
            Password = Encoding.UTF8.GetBytes(password),
        };
        using var argon2 = new Argon2(config);
        using var hash = argon2.Hash();
        return config.EncodeString(hash.Buffer);
    }

    private async Task<Result<T>> InPlaceAsync<T>(Func<T> compute, CancellationToken cancellationToken)
    {
        if (!await EnterAsync(cancellationToken))
        {
            return Error.TooManyRequests("Too many people are signing in at this moment. Try again in a few seconds.", Patience);
        }

        try
        {
            return await Task.Run(compute, CancellationToken.None);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task<bool> EnterAsync(CancellationToken cancellationToken)
    {
        try
        {
            return Interlocked.Increment(ref _waiting) <= MaxWaiting && await _places.WaitAsync(Patience, cancellationToken);
        }
        finally
        {
            // Also for those who leave the queue.
            Interlocked.Decrement(ref _waiting);
        }
    }
}

/// <summary>The cost of an Argon2 hash, as its PHC text says it (<c>$argon2id$v=19$m=…,t=…,p=…$salt$hash</c>).</summary>
internal readonly record struct Argon2Parameters(int MemoryKiB, int Passes, int Lanes)
{
    /// <summary>Zeros if the text is of another kind, so that it counts as outdated.</summary>
    public static Argon2Parameters Of(string hash)
    {
        var parts = hash.Split('$');
        if (parts is not [_, "argon2id", _, var cost, ..])
        {
            return default;
        }

        var values = cost.Split(',').Select(pair => pair.Split('=')).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        return new(Value("m"), Value("t"), Value("p"));

        int Value(string name) => int.TryParse(values.GetValueOrDefault(name), System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : 0;
    }

    public bool IsAtLeast(Argon2Parameters other) => MemoryKiB >= other.MemoryKiB && Passes >= other.Passes && Lanes >= other.Lanes;
}
