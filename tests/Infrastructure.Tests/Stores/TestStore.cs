using System.Data.Common;
using Dapper;
using FeatureFlag.Application;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using FeatureFlag.Infrastructure;
using FeatureFlag.Infrastructure.Persistence;
using FeatureFlag.TestKit.Servers;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FeatureFlag.Tests.Stores;

/// <summary>One node as it is composed in production, without HTTP, on a database of its own.</summary>
internal sealed class TestStore : IAsyncDisposable, ISendAs
{
    private readonly ServiceProvider _services;
    private readonly bool _ownsDirectory;

    /// <param name="postgres">Null: SQLite.</param>
    /// <param name="directory">Null: a temporary one, deleted at the end.</param>
    /// <param name="settings">More of what the host's configuration holds.</param>
    /// <param name="services">Replacements, last.</param>
    private TestStore(
        string? postgres, string? directory, IEnumerable<KeyValuePair<string, string?>> settings, Action<IServiceCollection>? services)
    {
        _ownsDirectory = directory is null;
        Postgres = postgres;
        DataDirectory = directory ?? Directory.CreateTempSubdirectory("ff-store-").FullName;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("ConnectionStrings:Postgres", postgres),
            new("Storage:DataDirectory", DataDirectory),
            new("Auth:JwtSecret", "a secret that is known to the tests alone"),
            .. settings,
        ]).Build();
        var collection = new ServiceCollection()
            .AddLogging(logging => logging.Services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(Logs))
            .AddMetrics()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<ISendAs>(this)
            .AddScoped<TestActor>()
            .AddScoped<ICurrentActor>(provider => provider.GetRequiredService<TestActor>())
            .AddApplication()
            .AddInfrastructure(InfrastructureOptions.From(configuration, DataDirectory));
        services?.Invoke(collection);
        _services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }

    public IServiceProvider Services => _services;

    public LogLines Logs { get; } = new();

    public string DataDirectory { get; }

    public string? Postgres { get; }

    /// <summary>On a new, migrated database.</summary>
    public static async Task<TestStore> CreateAsync(StoreKind kind, Action<IServiceCollection>? services = null)
    {
        var postgres = kind == StoreKind.Postgres ? await PostgresServer.Shared.CreateDatabaseAsync() : null;
        var store = Unmigrated(postgres, services: services);
        await store.MigrateAsync();
        return store;
    }

    public static TestStore Unmigrated(
        string? postgres = null,
        string? directory = null,
        Action<IServiceCollection>? services = null,
        params IEnumerable<KeyValuePair<string, string?>> settings) => new(postgres, directory, settings, services);

    /// <summary>Another node on the same database.</summary>
    public TestStore Node() => new(Postgres, DataDirectory, [], null);

    public Task<IReadOnlyList<string>> MigrateAsync() => Get<IMigrator>().MigrateAsync(CancellationToken.None);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>With a service of a new scope: another connection, another request.</summary>
    public async Task<TResult> WithAsync<TService, TResult>(Func<TService, Task<TResult>> use)
        where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    /// <inheritdoc cref="WithAsync{TService, TResult}"/>
    public Task WithAsync<TService>(Func<TService, Task> use)
        where TService : notnull => WithAsync<TService, bool>(async service =>
        {
            await use(service);
            return true;
        });

    /// <summary>In a scope of its own, as a controller would; by the server itself unless somebody is named.</summary>
    public Task<Result<T>> SendAsync<T>(IRequest<Result<T>> request, Actor? actor = null) => SendAsAsync(actor ?? Actor.System, request);

    /// <summary>Null: anonymous.</summary>
    public async Task<Result<T>> SendAsAsync<T>(Actor? actor, IRequest<Result<T>> request)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<TestActor>().Actor = actor;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    Task<Result<T>> ISendAs.SendAsync<T>(Actor actor, IRequest<Result<T>> request, CancellationToken cancellationToken) => SendAsAsync(actor, request);

    /// <summary>A connection that no rule of ours stands in front of.</summary>
    public async Task<DbConnection> ConnectAsync()
    {
        var connection = Get<SqlDialect>().CreateConnection();
        await connection.OpenAsync();
        return connection;
    }

    public async Task ExecuteAsync(string sql, object? parameters = null)
    {
        await using var connection = await ConnectAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? parameters = null)
    {
        await using var connection = await ConnectAsync();
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_ownsDirectory)
        {
            Directory.Delete(DataDirectory, recursive: true);
        }
    }
}
