using FeatureFlag.Application.Installation;

namespace FeatureFlag.Infrastructure.Persistence;

internal sealed class InstallationRepository(Session session) : IInstallationRepository
{
    public async Task<bool> TryBeginAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await session.ExecuteAsync(
            "INSERT INTO installation (id, created_at) VALUES (1, @now) ON CONFLICT (id) DO NOTHING", new { now }, cancellationToken) == 1;
}
