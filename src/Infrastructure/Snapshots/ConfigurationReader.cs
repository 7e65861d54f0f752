using System.Data.Common;
using Dapper;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Targeting;
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

    public Task<EnvironmentConfiguration?> ReadAsync(Guid environmentId, long since, CancellationToken cancellationToken) =>
        WithConnectionAsync(connection => ReadAsync(connection, environmentId, since), cancellationToken);

    private async Task<EnvironmentConfiguration?> ReadAsync(DbConnection connection, Guid environmentId, long since)
    {
        // One instant for all statements, or the flags of a later version would go out under an earlier number.
        await using var transaction = await database.Dialect.BeginSnapshotAsync(connection);
        var environment = await connection.QueryFirstOrDefaultAsync<EnvironmentRow>(
            EnvironmentRepository.Select + "WHERE id = @environmentId", new { environmentId }, transaction);
        if (environment is null)
        {
            return null;
        }

        // Rows that have not changed since triggers note it have version 0: everything is more than -1.
        var parameters = new { environmentId, after = since == 0 ? -1 : since };
        var flags = await ReadAsync<FlagRow>(FlagRow.Select + "WHERE f.environment_id = @environmentId AND f.environment_version > @after");
        var segments = await ReadAsync<SegmentDefinitionRow>(
            "SELECT key, version, definition FROM segments WHERE environment_id = @environmentId AND environment_version > @after");
        var keys = await ReadAsync<SdkKeyRow>(
            SdkKeyRow.Select + "WHERE k.environment_id = @environmentId ORDER BY k.id");
        var deletions = since == 0
            ? []
            : await ReadAsync<DeletionRow>("SELECT entity_type, key FROM deletions WHERE environment_id = @environmentId AND environment_version > @after");
        return new EnvironmentConfiguration
        {
            EnvironmentId = environment.Id,
            EnvironmentKey = environment.Key,
            Version = environment.Version,
            Since = since,
            Flags = [.. flags.Select(row => row.ToFlag())],
            Segments = [.. segments.Select(row => row.ToSegment())],
            SdkKeys = [.. keys.Select(row => row.ToEntry())],
            DeletedFlags = [.. deletions.Where(row => row.EntityType == "flag").Select(row => row.Key)],
            DeletedSegments = [.. deletions.Where(row => row.EntityType == "segment").Select(row => row.Key)],
        };

        async Task<List<T>> ReadAsync<T>(string sql) => (await connection.QueryAsync<T>(sql, parameters, transaction)).AsList();
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

    private sealed class DeletionRow
    {
        public string EntityType { get; set; } = "";

        public string Key { get; set; } = "";
    }

    private sealed class SegmentDefinitionRow
    {
        public string Key { get; set; } = "";

        public long Version { get; set; }

        /// <summary>As <see cref="SegmentParts"/>.</summary>
        public string Definition { get; set; } = "";

        public SegmentDefinition ToSegment()
        {
            var parts = SegmentParts.Read(Definition, Key);
            return new() { Key = Key, Version = Version, Included = parts.Included ?? [], Excluded = parts.Excluded ?? [], When = parts.When };
        }
    }
}
