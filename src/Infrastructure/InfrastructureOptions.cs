using FeatureFlag.Application.Accounts;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Application.Streams;
using FeatureFlag.Infrastructure.Caching;
using FeatureFlag.Infrastructure.Experiments;
using FeatureFlag.Infrastructure.Security;
using FeatureFlag.Infrastructure.Snapshots;
using Microsoft.Extensions.Configuration;
using Npgsql;
using StackExchange.Redis;

namespace FeatureFlag.Infrastructure;

/// <summary>All settings of this layer, read and checked once, before anything starts. docs/configuration.md lists them.</summary>
public sealed record InfrastructureOptions
{
    /// <summary>Null: SQLite.</summary>
    public string? Postgres { get; private init; }

    /// <summary>Null: a cache in memory.</summary>
    public string? Redis { get; private init; }

    /// <summary>Where SQLite and generated secrets live; absolute.</summary>
    public required string DataDirectory { get; init; }

    public required CacheOptions Cache { get; init; }

    public required SnapshotOptions Snapshots { get; init; }

    public required StreamOptions Streams { get; init; }

    public required EventOptions Events { get; init; }

    public required ResultsOptions Results { get; init; }

    public required AttemptLimits Attempts { get; init; }

    public required AccountOptions Accounts { get; init; }

    public required JwtOptions Jwt { get; init; }

    /// <param name="configuration">The host's.</param>
    /// <param name="root">What a relative data directory is relative to.</param>
    /// <exception cref="ConfigurationException">A setting is missing or out of range.</exception>
    public static InfrastructureOptions From(IConfiguration configuration, string root)
    {
        var settings = new Settings(configuration);
        var postgres = settings.Parsable(
            "ConnectionStrings:Postgres", text => new NpgsqlConnectionStringBuilder(text), "Host=db;Database=featureflag;Username=featureflag;Password=…");
        var dataDirectory = Path.GetFullPath(settings.Text("Storage:DataDirectory") ?? "data", root);
        return new()
        {
            Postgres = postgres,
            Redis = settings.Parsable("ConnectionStrings:Redis", text => ConfigurationOptions.Parse(text), "cache:6379,password=…"),
            DataDirectory = dataDirectory,
            Cache = new() { TtlSeconds = settings.Number("Cache:TtlSeconds", 60, 1, 86_400) },
            Snapshots = new() { PollMilliseconds = settings.NumberOrNone("Snapshots:PollMilliseconds", 100, 60_000) },
            Streams = new()
            {
                MaxConnections = settings.Number("Streams:MaxConnections", 10_000, 1, 1_000_000),
                PublicOrigin = settings.Origin("Streams:PublicOrigin"),
            },
            Events = new()
            {
                RetentionDays = settings.Number("Events:RetentionDays", 90, 7, 3650),
                QueueBytes = settings.Number("Events:QueueMegabytes", 64, 6, 4096) * 1024L * 1024,
            },
            Results = new(TimeSpan.FromMinutes(settings.Number("Experiments:RefreshMinutes", 10, 1, 1440))),
            Attempts = new()
            {
                LoginFailuresPerMinutePerAccount = settings.Number("Auth:LoginFailuresPerMinutePerAccount", 10, 1, 10_000),
                LoginFailuresPerMinutePerAddress = settings.Number("Auth:LoginFailuresPerMinutePerAddress", 50, 1, 100_000),
                RegistrationsPerMinutePerAddress = settings.Number("Auth:RegistrationsPerMinutePerAddress", 60, 1, 100_000),
            },
            Accounts = new()
            {
                AllowRegistration = settings.Switch("Auth:AllowRegistration", true),
                InitialAdminEmail = settings.Text("Auth:InitialAdminEmail"),
                InitialAdminPassword = settings.Text("Auth:InitialAdminPassword"),
            },
            Jwt = new(
                JwtSecret.Resolve(settings.Text("Auth:JwtSecret"), postgres, dataDirectory),
                settings.Text("Auth:Issuer") ?? "featureflag",
                settings.Text("Auth:Audience") ?? "featureflag",
                TimeSpan.FromMinutes(settings.Number("Auth:TokenMinutes", 60, 1, 1440)),
                TimeSpan.FromHours(settings.Number("Auth:SessionHours", 12, 1, 720))),
        };
    }

    private sealed class Settings(IConfiguration configuration)
    {
        public string? Text(string key) => configuration[key] is { Length: > 0 } text ? text : null;

        public int Number(string key, int otherwise, int min, int max) => Text(key) switch
        {
            null => otherwise,
            var text when int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= min && number <= max => number,
            var text => throw Wrong(key, text, $"a whole number from {min} to {max}"),
        };

        public int? NumberOrNone(string key, int min, int max) => Text(key) is null ? null : Number(key, 0, min, max);

        public bool Switch(string key, bool otherwise) => Text(key) switch
        {
            null => otherwise,
            var text when bool.TryParse(text, out var on) => on,
            var text => throw Wrong(key, text, "true or false"),
        };

        public string? Origin(string key) => Text(key) switch
        {
            null => null,
            var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/"
                && uri is { UserInfo: "", Fragment: "" } => uri.GetLeftPart(UriPartial.Authority),
            var text => throw Wrong(key, text, "an origin such as https://flags.example.com"),
        };

        /// <summary>A text with secrets, which no message may repeat.</summary>
        public string? Parsable(string key, Action<string> parse, string example)
        {
            if (Text(key) is not { } text)
            {
                return null;
            }

            try
            {
                parse(text);
                return text;
            }
            catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException or InvalidCastException or KeyNotFoundException)
            {
                throw new ConfigurationException($"{Variable(key)} cannot be understood. It should look like: {example}");
            }
        }

        private static ConfigurationException Wrong(string key, string text, string expected) =>
            new($"{Variable(key)} is \"{text}\"; it must be {expected}.");

        private static string Variable(string key) => key.Replace(":", "__", StringComparison.Ordinal);
    }
}
