using System.Reflection;
using DbUp.Engine;
using DbUp.Engine.Output;
using FeatureFlag.Application;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Infrastructure.Persistence;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Infrastructure.Migrations;

/// <summary>Numbered scripts, forward only, each in one transaction with its journal row, by one node at a time.</summary>
internal sealed partial class Migrator(Database database, TimeProvider time, ILogger<Migrator> logger) : IMigrator
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromMinutes(2);

    private readonly SqlDialect _dialect = database.Dialect;

    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellationToken)
    {
        database.IsMigrated = false;
        try
        {
            (_dialect as SqliteDialect)?.Open();
            await using var held = await LockAsync(cancellationToken);
            var result = await Task.Run(Engine().PerformUpgrade, cancellationToken);
            database.IsMigrated = result.Successful;
            return result.Successful ? Applied(result) : throw Failure(result);
        }
        catch (Exception exception) when (_dialect.IsUnavailable(exception))
        {
            throw new StoreUnavailableException(
                $"The database cannot be reached: {_dialect.Name} at {_dialect.Location}: {exception.Message} " +
                "Start it, or correct ConnectionStrings__Postgres.", exception);
        }
    }

    private async Task<IAsyncDisposable> LockAsync(CancellationToken cancellationToken)
    {
        for (var startedAt = time.GetTimestamp(); time.GetElapsedTime(startedAt) < LockPatience;)
        {
            if (await _dialect.TryLockMigrationsAsync(cancellationToken) is { } held)
            {
                return held;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellationToken);
        }

        throw new StoreUnavailableException(
            $"Another node has been migrating {_dialect.Name} at {_dialect.Location} for {LockPatience.TotalMinutes} minutes. Wait for it, or stop it, then start again.");
    }

    private UpgradeEngine Engine() => _dialect.DeployChanges()
        .WithScripts(Scripts())
        .WithScriptNameComparer(StringComparer.Ordinal)
        .WithVariablesDisabled()
        .WithTransactionPerScript()
        .LogTo(new NoOpUpgradeLog())
        .Build();

    /// <summary>Named by their number and title alone: the journal outlives namespaces.</summary>
    private IEnumerable<SqlScript> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"{typeof(Migrator).Namespace}.{_dialect.MigrationFolder}.";
        return assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(prefix, StringComparison.Ordinal))
            .Select(resource => SqlScript.FromStream(resource[prefix.Length..^".sql".Length], assembly.GetManifestResourceStream(resource)!));
    }

    private List<string> Applied(DatabaseUpgradeResult result)
    {
        var applied = result.Scripts.Select(script => script.Name).ToList();
        if (applied.Count > 0)
        {
            LogApplied(_dialect.Name, applied.Count, applied[^1]);
        }

        return applied;
    }

    private Exception Failure(DatabaseUpgradeResult result) => _dialect.IsUnavailable(result.Error)
        ? result.Error
        : new InvalidOperationException($"The migration {result.ErrorScript?.Name} failed and was undone: {result.Error.Message}", result.Error);

    [LoggerMessage(LogLevel.Information, "{Database}: applied {Count} migrations, the last was {Last}")]
    private partial void LogApplied(string database, int count, string last);
}
