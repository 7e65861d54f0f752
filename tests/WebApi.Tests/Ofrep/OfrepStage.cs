using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Pipeline;
using FeatureFlag.Application.Snapshots;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;
using FeatureFlag.WebApi.Tests.Hosting;
using FeatureFlag.WebApi.Tests.Permissions;
using Microsoft.Extensions.DependencyInjection;

namespace FeatureFlag.WebApi.Tests.Ofrep;

/// <summary>An environment of its own with a flag of each sort, and a key of each kind.</summary>
internal sealed class OfrepStage
{
    public const string One = "/ofrep/v1/evaluate/flags/";
    public const string All = "/ofrep/v1/evaluate/flags";

    private static readonly DateTimeOffset Moment = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly IServiceProvider _services;

    private OfrepStage(TestServerApp app, Stage stage)
    {
        (App, Stage, _services) = (app, stage, app.Services);
        (Server, Client, Plain) = ("", "", "");
    }

    public TestServerApp App { get; }

    public Stage Stage { get; }

    public string Environment => Stage.Environment;

    /// <summary>Secrets.</summary>
    public string Server { get; private set; }

    public string Client { get; private set; }

    public string Plain { get; private set; }

    public static async Task<OfrepStage> CreateAsync(TestServerApp app, string? key = null)
    {
        var stage = new Stage(app, await app.As(Caller.Admin), "none", IsProtected: false);
        if (key is null)
        {
            key = await stage.NewEnvironmentAsync();
        }
        else
        {
            Assert.That((await stage.Admin.CallAsync("POST", "/environments", new { key, name = key })).Status, Is.EqualTo(201));
        }

        stage = stage with { Environment = key };
        var made = new OfrepStage(app, stage);
        await made.AddAsync(Flags());
        made.Server = (await stage.NewSdkKeyAsync()).Secret;
        made.Client = (await stage.NewSdkKeyAsync("client")).Secret;
        made.Plain = (await stage.NewSdkKeyAsync("server", ",\"plain_bulk\":true")).Secret;
        return made;
    }

    /// <summary>The body that asks for somebody.</summary>
    public static string Of(string targetingKey) => $$$"""{"context":{"targetingKey":"{{{targetingKey}}}"}}""";

    public Task<Answer> OneAsync(string flag, string body = "{}", string? key = null, params (string, string)[] headers) =>
        App.Anonymous.CallAsync("POST", One + flag, body, [("X-API-Key", key ?? Server), .. headers]);

    public Task<Answer> AllAsync(string body = "{}", string? key = null, params (string, string)[] headers) =>
        App.Anonymous.CallAsync("POST", All, body, [("X-API-Key", key ?? Server), .. headers]);

    /// <summary>Past the use cases, as not all fields have one that this test could use.</summary>
    public async Task AddAsync(params IEnumerable<Flag> flags)
    {
        await using var scope = _services.CreateAsyncScope();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<IStore>().BeginAsync(default);
        var environments = scope.ServiceProvider.GetRequiredService<IEnvironmentRepository>();
        var environment = (await environments.FindAsync(Environment, default))!;
        await environments.AdvanceVersionAsync(environment.Id, default);
        foreach (var flag in flags)
        {
            await scope.ServiceProvider.GetRequiredService<IFlagRepository>().AddAsync(
                flag with { Id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), EnvironmentId = environment.Id, EnvironmentKey = Environment }, default);
        }

        await transaction.CommitAsync();
        await scope.ServiceProvider.GetRequiredService<ISnapshotPublisher>().PublishAsync();
    }

    private static IEnumerable<Flag> Flags()
    {
        var on = A.Flag("on") with { IsClientVisible = true, CreatedAt = Moment };
        return
        [
            on,
            on with { Key = "off", IsEnabled = false },
            on with { Key = "archived", IsArchived = true },
            on with { Key = "hidden", IsClientVisible = false },
            on with { Key = "needs.off_flag", Prerequisites = [new("off", [])] },
            on with { Key = "targeted", Targets = [new("off", ["vip"])] },
            on with { Key = "broken", DefaultServe = Serve.Always("no-such-variant") },
            A.PercentageFlag("split", 50) with { IsClientVisible = true },
            A.PercentageFlag("split-whole", 100) with { IsClientVisible = true },
            Fixed("number", FlagValueType.Number, "1.0"),
            Fixed("integer", FlagValueType.Number, "12345678901234567890"),
            Fixed("text", FlagValueType.String, "\"ü \\\"x\\\" 🚀\""),
            Fixed("object", FlagValueType.Object, """{"a":1.50,"b":[null,{"c":"d"}]}"""),
        ];
    }

    private static Flag Fixed(string key, FlagValueType type, string value) => A.Flag(key) with
    {
        Type = FlagType.Multivariate,
        ValueType = type,
        Variants = [new("one", new JsonToken(value)), new("other", new JsonToken(type == FlagValueType.Object ? "{}" : type == FlagValueType.String ? "\"\"" : "0"))],
        OffVariant = "other",
        DefaultServe = Serve.Always("one"),
        IsClientVisible = true,
    };
}
