using System.Globalization;
using System.Text.Json.Nodes;
using FeatureFlag.Domain.Auditing;

namespace FeatureFlag.Domain.Users;

/// <summary>A person with an account. The row, not the token, says what they may do.</summary>
public sealed record User : IAudited
{
    public const int NameMaxLength = 100;

    /// <summary>UUIDv7.</summary>
    public required Guid Id { get; init; }

    /// <summary>As the person wrote it, at most 254 characters; compared through <see cref="EmailAddress.Normalize"/>.</summary>
    public required string Email { get; init; }

    /// <summary>For people: 1 to 100 characters on one line.</summary>
    public required string Name { get; init; }

    /// <summary>Argon2id in PHC form. Never leaves the server, not even into the audit log.</summary>
    public required string PasswordHash { get; init; }

    /// <summary>When they last changed their password, in UTC; null: never. Tokens from before that are refused.</summary>
    public DateTimeOffset? PasswordChangedAt { get; init; }

    /// <summary>What they may do.</summary>
    public required Role Role { get; init; }

    /// <summary>False: cannot sign in, and tokens that are out are refused.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>When they registered, in UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>For logs: a record would print all it holds, the password hash too.</summary>
    public override string ToString() => $"User {Id}";

    string IAudited.EntityType => "user";

    string IAudited.Key => Email;

    string? IAudited.EnvironmentKey => null;

    JsonObject IAudited.Describe()
    {
        var fields = new JsonObject { ["email"] = Email, ["name"] = Name, ["role"] = Role.Name(), ["is_active"] = IsActive };
        if (PasswordChangedAt is { } time)
        {
            fields["password_changed_at"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        }

        return fields;
    }
}
