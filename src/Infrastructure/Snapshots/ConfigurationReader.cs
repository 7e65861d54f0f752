using System.Data.Common;
using Dapper;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Infrastructure.Persistence;

namespace FeatureFlag.Infrastructure.Snapshots;

/// <summary>Reads for the snapshots, each on a connection of its own: they belong to no request.</summary>
internal sealed class ConfigurationReader(Database database) : IConfigurationReader
{
    public async Task<IReadOnlyList<EnvironmentVersion>> ReadVersionsAsync(CancellationToken cancellationToken) =>
        await WithConnectionAsync(
            async connection => (await connection.QueryAsync<VersionRow>("SELECT id, version FROM environments"))
                .Select(row => new EnvironmentVersion(row.Id, row.Version)).ToList(),
            cancellationToken);

    public Task<EnvironmentConfiguration?> ReadAsync(Guid environmentId, CancellationToken cancellationToken) =>
        WithConnectionAsync(connection => ReadAsync(connection, environmentId), cancellationToken);

    private async Task<EnvironmentConfiguration?> ReadAsync(DbConnection connection, Guid environmentId)
    {
        // One instant for all statements, or the flags of a later version would go out under an earlier number.
        await using var transaction = await database.Dialect.BeginSnapshotAsync(connection);
        var environment = await connection.QueryFirstOrDefaultAsync<EnvironmentRow>(
            EnvironmentRepository.Select + "WHERE id = @environmentId", new { environmentId }, transaction);
        if (environment is null)
        {
            return null;
        }

        var flags = await connection.QueryAsync<FlagRow>(
            FlagRow.Select + "WHERE f.environment_id = @environmentId", new { environmentId }, transaction);
        var keys = await connection.QueryAsync<SdkKeyRow>(
            SdkKeyRow.Select + "WHERE k.environment_id = @environmentId", new { environmentId }, transaction);
        return new EnvironmentConfiguration
        {
            EnvironmentId = environment.Id,
            EnvironmentKey = environment.Key,
            Version = environment.Version,
            Flags = [.. flags.Select(row => row.ToFlag())],
            SdkKeys = [.. keys.Select(row => row.ToEntry())],
        };
    }

    private async Task<T> WithConnectionAsync<T>(Func<DbConnection, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await database.ConnectAsync(cancellationToken);
        return await connection.RunAsync(read);
    }

    private sealed class VersionRow
    {
        public Guid Id { get; set; }

        public long Version { get; set; }
    }
}
