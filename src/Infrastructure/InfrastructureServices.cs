using FeatureFlag.Application;
using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Auditing;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Holdouts;
using FeatureFlag.Application.Installation;
using FeatureFlag.Application.Layers;
using FeatureFlag.Application.Metrics;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Application.Segments;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Application.Targeting;
using FeatureFlag.Infrastructure.Caching;
using FeatureFlag.Infrastructure.Experiments;
using FeatureFlag.Infrastructure.Exposures;
using FeatureFlag.Infrastructure.Migrations;
using FeatureFlag.Infrastructure.Persistence;
using FeatureFlag.Infrastructure.SdkKeys;
using FeatureFlag.Infrastructure.Security;
using FeatureFlag.Infrastructure.Snapshots;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FeatureFlag.Infrastructure;

public static class InfrastructureServices
{
    public static IServiceCollection AddInfrastructure(this IServiceCollection services, InfrastructureOptions options)
    {
        services.AddSingleton<SqlDialect>(_ => options.Postgres is { } postgres
            ? new PostgresDialect(postgres)
            : new SqliteDialect(Path.Combine(options.DataDirectory, "featureflag.db")));
        services.AddSingleton<Database>();
        services.AddSingleton<IMigrator, Migrator>();
        services.AddScoped<Session>();
        services.AddScoped<IStore>(provider => provider.GetRequiredService<Session>());
        services.AddScoped<IEnvironmentRepository, EnvironmentRepository>();
        services.AddScoped<IFlagRepository, FlagRepository>();
        services.AddScoped<IFlagUsageRepository, FlagUsageRepository>();
        services.AddScoped<ISdkKeyRepository, SdkKeyRepository>();
        services.AddScoped<IDependencyRepository, DependencyRepository>();
        services.AddScoped<ISegmentRepository, SegmentRepository>();
        services.AddScoped<IMetricRepository, MetricRepository>();
        services.AddScoped<ILayerRepository, LayerRepository>();
        services.AddScoped<IHoldoutRepository, HoldoutRepository>();
        services.AddScoped<IExperimentRepository, ExperimentRepository>();
        services.AddScoped<IUserRepository, UserRepository>();
        services.AddScoped<IInstallationRepository, InstallationRepository>();
        services.AddScoped<IAuditLog, AuditLog>();
        services.AddScoped<IEventNames, EventNameRepository>();
        services.AddScoped<IResultsStore, ResultsStore>();
        services.AddSingleton<IRunDataReader, RunDataReader>();

        services.AddSingleton(options.Snapshots);
        services.AddSingleton<IConfigurationReader, ConfigurationReader>();
        services.AddSingleton(provider => new SnapshotFiles(
            Path.Combine(options.DataDirectory, "snapshots"),
            provider.GetRequiredService<StoreStatus>().Store,
            provider.GetRequiredService<ILogger<SnapshotFiles>>()));
        AddCache(services, options);

        services.AddSingleton(options.Events);
        _ = options.Postgres is null ? services.AddSingleton<IEventStore, SqliteEventStore>() : services.AddSingleton<IEventStore, PostgresEventStore>();
        services.AddSingleton(options.Results);

        services.AddSingleton(options.Attempts);
        services.AddSingleton(options.Accounts);
        services.AddSingleton(options.Jwt);
        services.AddSingleton<StreamTokens>();
        services.AddSingleton<IPasswordHasher, Argon2PasswordHasher>();
        services.AddSingleton<IAttemptLimiter, AttemptLimiter>();
        services.AddSingleton<IAccessTokens, JwtAccessTokens>();
        services.AddSingleton(provider => new StoreStatus(
            provider.GetRequiredService<Database>(),
            provider.GetRequiredService<SnapshotRefresher>(),
            provider.GetRequiredService<ConfigurationCache>(),
            provider.GetService<RedisChangeNotices>()));
        return services;
    }

    /// <summary>For a process that serves requests; the commands do without.</summary>
    public static IServiceCollection AddSnapshotPolling(this IServiceCollection services) =>
        services.AddHostedService<SnapshotPolling>().AddHostedService<SnapshotSaving>();

    /// <inheritdoc cref="AddSnapshotPolling"/>
    public static IServiceCollection AddSdkKeyUsageWriting(this IServiceCollection services) => services.AddHostedService<SdkKeyUsageWriting>();

    /// <inheritdoc cref="AddSnapshotPolling"/>
    public static IServiceCollection AddEventWriting(this IServiceCollection services) =>
        services.AddHostedService<EventUpkeep>().AddHostedService<ExposureWriting>().AddHostedService<EventWriting>();

    /// <inheritdoc cref="AddSnapshotPolling"/>
    public static IServiceCollection AddResultsRefreshing(this IServiceCollection services) => services.AddHostedService<ResultsRefreshing>();

    private static void AddCache(IServiceCollection services, InfrastructureOptions options)
    {
        services.AddSingleton(options.Cache);
        services.AddSingleton<ConfigurationCache>();
        services.AddSingleton<IConfigurationCache>(provider => provider.GetRequiredService<ConfigurationCache>());
        if (options.Redis is { } redis)
        {
            services.AddSingleton(_ => new RedisConnection(redis));
            services.AddStackExchangeRedisCache(_ => { });
            services.AddOptions<RedisCacheOptions>().Configure<RedisConnection>((cache, connection) => cache.ConnectionMultiplexerFactory = connection.GetAsync);
            services.AddSingleton<RedisChangeNotices>();
            services.AddSingleton<IChangeNotices>(provider => provider.GetRequiredService<RedisChangeNotices>());
            services.AddHostedService(provider => provider.GetRequiredService<RedisChangeNotices>());
        }
        else
        {
            services.AddSingleton<IChangeNotices, NoChangeNotices>();
            services.AddDistributedMemoryCache();
        }
    }
}
