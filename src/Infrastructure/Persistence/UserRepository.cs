using System.Data.Common;
using FeatureFlag.Application;
using FeatureFlag.Application.Accounts;
using FeatureFlag.Domain.Users;

namespace FeatureFlag.Infrastructure.Persistence;

internal sealed class UserRepository(Session session) : IUserRepository
{
    private const string Select = "SELECT id, email, name, password_hash, password_changed_at, role, is_active, created_at FROM users ";

    public Task<User?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync("WHERE id = @id", new { id }, cancellationToken);

    public Task<User?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        FindAsync("WHERE email_key = @key", new { key = EmailAddress.Normalize(email) }, cancellationToken);

    public Task<User?> FindForUpdateAsync(Guid id, CancellationToken cancellationToken) =>
        FindAsync("WHERE id = @id" + session.Dialect.ForUpdate, new { id }, cancellationToken);

    public async Task<IReadOnlyList<User>> ListAsync(PageRequest page, CancellationToken cancellationToken)
    {
        // Ids are UUIDv7: their order is that of creation.
        var rows = await session.QueryAsync<UserRow>(
            Select + "WHERE id > @after ORDER BY id LIMIT @take",
            new { after = page.After?.First ?? "", take = page.Limit + 1 },
            cancellationToken);
        return [.. rows.Select(row => row.ToUser())];
    }

    public async Task<bool> AddAsync(User user, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            """
            INSERT INTO users (id, email, email_key, name, password_hash, role, is_active, created_at)
            VALUES (@Id, @Email, @EmailKey, @Name, @PasswordHash, @Role, @IsActive, @CreatedAt)
            ON CONFLICT (email_key) DO NOTHING
            """,
            UserRow.Of(user),
            cancellationToken) == 1;

    public async Task<bool> UpdateAsync(User user, CancellationToken cancellationToken)
    {
        try
        {
            await session.ExecuteAsync(
                """
                UPDATE users SET role = @Role, is_active = @IsActive, password_hash = @PasswordHash, password_changed_at = @PasswordChangedAt
                WHERE id = @Id
                """,
                UserRow.Of(user),
                cancellationToken);
            return true;
        }
        catch (DbException exception) when (session.Dialect.ViolatedCheck(exception) == "last_active_admin")
        {
            return false;
        }
    }

    public Task ReplacePasswordHashAsync(Guid id, string oldHash, string newHash, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE users SET password_hash = @newHash WHERE id = @id AND password_hash = @oldHash",
            new { id, oldHash, newHash },
            cancellationToken);

    public async Task<bool> AnyAsync(CancellationToken cancellationToken) =>
        (await session.QueryAsync<string>("SELECT id FROM users LIMIT 1", null, cancellationToken)).Count > 0;

    private async Task<User?> FindAsync(string where, object parameters, CancellationToken cancellationToken) =>
        (await session.FindAsync<UserRow>(Select + where, parameters, cancellationToken))?.ToUser();

    private sealed class UserRow
    {
        public Guid Id { get; set; }

        public string Email { get; set; } = "";

        public string EmailKey { get; set; } = "";

        public string Name { get; set; } = "";

        public string PasswordHash { get; set; } = "";

        public DateTimeOffset? PasswordChangedAt { get; set; }

        public string Role { get; set; } = "";

        public bool IsActive { get; set; }

        public DateTimeOffset CreatedAt { get; set; }

        public static UserRow Of(User user) => new()
        {
            Id = user.Id,
            Email = user.Email,
            EmailKey = EmailAddress.Normalize(user.Email),
            Name = user.Name,
            PasswordHash = user.PasswordHash,
            PasswordChangedAt = user.PasswordChangedAt,
            Role = user.Role.Name(),
            IsActive = user.IsActive,
            CreatedAt = user.CreatedAt,
        };

        public User ToUser() => new()
        {
            Id = Id,
            Email = Email,
            Name = Name,
            PasswordHash = PasswordHash,
            PasswordChangedAt = PasswordChangedAt,
            Role = Roles.Parse(Role) ?? throw new InvalidDataException($"User {Id} has the unknown role \"{Role}\"."),
            IsActive = IsActive,
            CreatedAt = CreatedAt,
        };
    }
}
