namespace FeatureFlag.Application.Accounts;

/// <summary>Settings under <c>Auth</c> that decide what accounts may do.</summary>
public sealed record AccountOptions
{
    /// <summary>False: nobody can register; accounts that exist go on.</summary>
    public bool AllowRegistration { get; init; } = true;

    /// <summary>The first admin's address; null: admin@localhost.</summary>
    public string? InitialAdminEmail { get; init; }

    /// <summary>The first admin's password; null: a random one, printed once.</summary>
    public string? InitialAdminPassword { get; init; }

    /// <summary>Without the password.</summary>
    public override string ToString() => nameof(AccountOptions);
}
