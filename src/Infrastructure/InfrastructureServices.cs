using FeatureFlag.Application;
using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Auditing;
using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Installation;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.SdkKeys;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Infrastructure.Caching;
using FeatureFlag.Infrastructure.Migrations;
using FeatureFlag.Infrastructure.Persistence;
using FeatureFlag.Infrastructure.SdkKeys;
using FeatureFlag.Infrastructure.Security;
using FeatureFlag.Infrastructure.Snapshots;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

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
        services.AddScoped<ISdkKeyRepository, SdkKeyRepository>();
        services.AddScoped<IUserRepository, UserRepository>();
        services.AddScoped<IInstallationRepository, InstallationRepository>();
        services.AddScoped<IAuditLog, AuditLog>();

        services.AddSingleton(options.Snapshots);
        services.AddSingleton<IConfigurationReader, ConfigurationReader>();
        AddCache(services, options);

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
            options.Redis is not null));
        return services;
    }

    /// <summary>For a process that serves requests; the commands do without.</summary>
    public static IServiceCollection AddSnapshotPolling(this IServiceCollection services) => services.AddHostedService<SnapshotPolling>();

    /// <inheritdoc cref="AddSnapshotPolling"/>
    public static IServiceCollection AddSdkKeyUsageWriting(this IServiceCollection services) => services.AddHostedService<SdkKeyUsageWriting>();

    private static void AddCache(IServiceCollection services, InfrastructureOptions options)
    {
        services.AddSingleton(options.Cache);
        services.AddSingleton<ConfigurationCache>();
        services.AddSingleton<IConfigurationCache>(provider => provider.GetRequiredService<ConfigurationCache>());
        if (options.Redis is { } redis)
        {
            services.AddStackExchangeRedisCache(cache => cache.ConfigurationOptions = Redis(redis));
        }
        else
        {
            services.AddDistributedMemoryCache();
        }
    }

    /// <summary>The client's own defaults wait 5 s for a frozen server and 21 s for an absent one.</summary>
    private static ConfigurationOptions Redis(string connectionString)
    {
        var settings = ConfigurationOptions.Parse(connectionString);
        settings.AbortOnConnectFail = false;
        settings.ConnectTimeout = 250;
        settings.AsyncTimeout = 250;
        settings.SyncTimeout = 250;
        settings.ConnectRetry = 1;
        settings.ReconnectRetryPolicy = new LinearRetry(1000);
        settings.BacklogPolicy = BacklogPolicy.FailFast;
        settings.ClientName = "featureflag";
        return settings;
    }
}
