using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Permissions;

/// <summary>The contract's permission matrix, by operation. A route that is not here fails the tests.</summary>
internal static class PermissionMatrix
{
    public static IReadOnlyDictionary<string, Permission> Entries { get; } = new Dictionary<string, Permission>
    {
        ["GET /health"] = Public("/health"),
        ["GET /health/live"] = Public("/health/live"),
        ["GET /health/ready"] = Public("/health/ready"),
        ["POST /auth/login"] = Public("/auth/login", new { email = TestServerApp.AdminEmail, password = TestServerApp.Password }),
        ["POST /auth/register"] = new()
        {
            From = Caller.Anonymous,
            IsWrite = true,
            Success = 201,
            Prepare = _ => With("/auth/register", new { email = $"{SharedServer.NewKey()}@example.com", password = TestServerApp.Password, name = "New" }),
        },
        ["GET /evaluate/{flag_key}"] = new()
        {
            From = Caller.Anonymous,
            FromInProtected = Caller.Anonymous,
            Prepare = stage => With($"/evaluate/some?environment_key={stage.Environment}&user_id=alice"),
        },
        ["POST /evaluate/{flag_key}"] = EvaluateByPost("/evaluate/some"),
        ["POST /evaluate"] = EvaluateByPost("/evaluate"),

        ["POST /ofrep/v1/evaluate/flags/{flag_key}"] = BySdkKey("/ofrep/v1/evaluate/flags/some", new { context = new { targetingKey = "alice" } }),
        ["POST /ofrep/v1/evaluate/flags"] = BySdkKey("/ofrep/v1/evaluate/flags", new { context = new { targetingKey = "alice" } }),
        ["POST /events"] = BySdkKey("/events", new[] { new { type = "metric" } }),
        ["GET /ofrep/v1/streams"] = BySdkKey("/ofrep/v1/streams?token=none"),
        ["GET /sdk/stream"] = BySdkKey("/sdk/stream"),
        ["GET /sdk/snapshot"] = BySdkKey("/sdk/snapshot"),
        ["GET /sdk/flagd.json"] = BySdkKey("/sdk/flagd.json"),

        ["GET /auth/me"] = Read("/auth/me"),
        ["GET /environments"] = Read("/environments"),
        ["GET /audit"] = Read("/audit"),
        ["GET /audit/{id}"] = Read(async stage => new Call($"/audit/{(await stage.Admin.CallAsync("GET", "/audit?limit=1")).Json[0]!["id"]}")),
        ["GET /audit/flag/{key}"] = Read("/audit/flag/some"),
        ["GET /flags"] = Read(stage => With($"/flags?environment_key={stage.Environment}")),
        ["GET /changes"] = Read("/changes"),
        ["GET /overview"] = Read("/overview"),
        ["GET /environments/{key}"] = Read(stage => With($"/environments/{stage.Environment}")),
        ["GET /flags/{key}"] = Read(async stage => new Call($"/flags/{await stage.NewFlagAsync()}?environment_key={stage.Environment}")),
        ["GET /flags/{key}/dependants"] = Read(async stage => new Call($"/flags/{await stage.NewFlagAsync()}/dependants?environment_key={stage.Environment}")),

        ["GET /flags/{key}/exposures"] = Read(async stage => new Call($"/flags/{await stage.NewFlagAsync()}/exposures?environment_key={stage.Environment}")),

        ["POST /flags"] = new()
        {
            From = Caller.Developer,
            FromInProtected = Caller.Admin,
            IsWrite = true,
            Success = 201,
            Prepare = stage => With("/flags", new { key = SharedServer.NewKey(), name = "New", environment_key = stage.Environment }),
        },
        ["PUT /flags/{key}"] = new()
        {
            From = Caller.Developer,
            FromInProtected = Caller.Admin,
            IsWrite = true,
            Prepare = async stage => new Call($"/flags/{await stage.NewFlagAsync()}?environment_key={stage.Environment}", new { is_enabled = true }),
        },
        ["POST /evaluate/{flag_key}/explain"] = Read(async stage => new Call(
            $"/evaluate/{await stage.NewFlagAsync()}/explain",
            new { environment_key = stage.Environment, user_id = "alice", draft = new { is_enabled = true } })),
        ["GET /flags/{key}/compare"] = Read(async stage => new Call($"/flags/{await stage.NewFlagAsync()}/compare")),
        ["POST /flags/{key}/promote"] = new()
        {
            From = Caller.Developer,
            FromInProtected = Caller.Admin,
            IsWrite = true,
            Prepare = async stage => new Call($"/flags/{await stage.Elsewhere.NewFlagAsync()}/promote", new { from = stage.Elsewhere.Environment, to = stage.Environment }),
        },
        ["GET /segments"] = Read(stage => With($"/segments?environment_key={stage.Environment}")),
        ["GET /segments/{key}"] = Read(async stage => new Call($"/segments/{await stage.NewSegmentAsync()}?environment_key={stage.Environment}")),
        ["GET /segments/{key}/usage"] = Read(async stage => new Call($"/segments/{await stage.NewSegmentAsync()}/usage?environment_key={stage.Environment}")),
        ["POST /segments"] = new()
        {
            From = Caller.Developer,
            FromInProtected = Caller.Admin,
            IsWrite = true,
            Success = 201,
            Prepare = stage => With("/segments", new { key = SharedServer.NewKey(), name = "New", environment_key = stage.Environment }),
        },
        ["PUT /segments/{key}"] = new()
        {
            From = Caller.Developer,
            FromInProtected = Caller.Admin,
            IsWrite = true,
            Prepare = async stage => new Call($"/segments/{await stage.NewSegmentAsync()}?environment_key={stage.Environment}", new { included = new[] { "ann" } }),
        },
        ["DELETE /segments/{key}"] = Delete(async stage => new Call($"/segments/{await stage.NewSegmentAsync()}?environment_key={stage.Environment}")),
        ["GET /metric-definitions"] = Read(stage => With($"/metric-definitions?environment_key={stage.Environment}")),
        ["GET /metric-definitions/{key}"] = Read(async stage => new Call($"/metric-definitions/{await stage.NewMetricAsync()}?environment_key={stage.Environment}")),
        ["POST /metric-definitions"] = Develop(201, stage => With("/metric-definitions", new
        {
            key = SharedServer.NewKey(), name = "New", environment_key = stage.Environment, kind = "count", events = new { @event = "buy" },
        })),
        ["PUT /metric-definitions/{key}"] = Develop(200, async stage => new Call($"/metric-definitions/{await stage.NewMetricAsync()}?environment_key={stage.Environment}", new { cuped_days = 7 })),
        ["DELETE /metric-definitions/{key}"] = Delete(async stage => new Call($"/metric-definitions/{await stage.NewMetricAsync()}?environment_key={stage.Environment}")),
        ["GET /layers"] = Read(stage => With($"/layers?environment_key={stage.Environment}")),
        ["GET /layers/{key}"] = Read(async stage => new Call($"/layers/{await stage.NewLayerAsync()}?environment_key={stage.Environment}")),
        ["POST /layers"] = Develop(201, stage => With("/layers", new { key = SharedServer.NewKey(), name = "New", environment_key = stage.Environment })),
        ["PUT /layers/{key}"] = Develop(200, async stage => new Call($"/layers/{await stage.NewLayerAsync()}?environment_key={stage.Environment}", new { salt = "new" })),
        ["DELETE /layers/{key}"] = Delete(async stage => new Call($"/layers/{await stage.NewLayerAsync()}?environment_key={stage.Environment}")),
        ["GET /holdouts"] = Read(stage => With($"/holdouts?environment_key={stage.Environment}")),
        ["GET /holdouts/{key}"] = Read(async stage => new Call($"/holdouts/{await stage.NewHoldoutAsync()}?environment_key={stage.Environment}")),
        ["GET /holdouts/{key}/results"] = Read(async stage => new Call(
            $"/holdouts/{await stage.NewHoldoutAsync()}/results?environment_key={stage.Environment}&metrics={await stage.NewMetricAsync()}")),
        ["POST /holdouts"] = Develop(201, stage => With("/holdouts", new { key = SharedServer.NewKey(), name = "New", environment_key = stage.Environment, percentage = 1 })),
        ["PUT /holdouts/{key}"] = Develop(200, async stage => new Call($"/holdouts/{await stage.NewHoldoutAsync()}?environment_key={stage.Environment}", new { percentage = 2 })),
        ["DELETE /holdouts/{key}"] = Delete(async stage => new Call($"/holdouts/{await stage.NewHoldoutAsync()}?environment_key={stage.Environment}")),
        ["GET /experiments"] = Read(stage => With($"/experiments?environment_key={stage.Environment}")),
        ["GET /experiments/{key}"] = Read(async stage => new Call($"/experiments/{await stage.NewExperimentAsync()}")),
        ["POST /experiments"] = Develop(201, stage => With("/experiments", new { key = SharedServer.NewKey(), name = "New", environment_key = stage.Environment, flag_key = "some" })),
        ["PUT /experiments/{key}"] = Develop(200, async stage => new Call($"/experiments/{await stage.NewRunningExperimentAsync()}", new { control = "on" })),
        ["DELETE /experiments/{key}"] = Delete(async stage => new Call($"/experiments/{await stage.NewExperimentAsync()}")),
        ["POST /experiments/{key}/start"] = Develop(200, async stage => new Call($"/experiments/{await stage.NewExperimentAsync()}/start")),
        ["POST /experiments/{key}/stop"] = Develop(200, async stage => new Call($"/experiments/{await stage.NewRunningExperimentAsync()}/stop", new { ship_variant = "on" })),
        ["POST /experiments/{key}/archive"] = Develop(200, async stage => new Call($"/experiments/{await stage.NewStoppedExperimentAsync()}/archive")),
        ["DELETE /flags/{key}"] = Delete(async stage => new Call($"/flags/{await stage.NewFlagAsync()}?environment_key={stage.Environment}")),
        ["DELETE /environments/{key}"] = Delete(async stage => new Call($"/environments/{await stage.NewEnvironmentAsync()}")),
        ["PUT /environments/{key}"] = new()
        {
            From = Caller.Admin,
            FromInProtected = Caller.Admin,
            IsWrite = true,
            Prepare = async stage => new Call($"/environments/{await stage.NewEnvironmentAsync()}", new { is_protected = !stage.IsProtected }),
        },
        ["POST /environments"] = new()
        {
            From = Caller.Admin,
            IsWrite = true,
            Success = 201,
            Prepare = _ => With("/environments", new { key = SharedServer.NewKey(), name = "New" }),
        },
        ["GET /environments/{key}/sdk-keys"] = Read(stage => With($"/environments/{stage.Environment}/sdk-keys")),
        ["POST /environments/{key}/sdk-keys"] = new()
        {
            From = Caller.Developer,
            FromInProtected = Caller.Admin,
            IsWrite = true,
            Success = 201,
            Prepare = stage => With($"/environments/{stage.Environment}/sdk-keys", new { name = "New", kind = "client" }),
        },
        ["POST /environments/{key}/sdk-keys/{id}/rotate"] = new()
        {
            From = Caller.Developer,
            FromInProtected = Caller.Admin,
            IsWrite = true,
            Success = 201,
            Prepare = async stage => new Call($"/environments/{stage.Environment}/sdk-keys/{(await stage.NewSdkKeyAsync()).Id}/rotate", new { }),
        },
        ["DELETE /environments/{key}/sdk-keys/{id}"] = new()
        {
            From = Caller.Developer,
            FromInProtected = Caller.Admin,
            IsWrite = true,
            Success = 204,
            Prepare = async stage => new Call($"/environments/{stage.Environment}/sdk-keys/{(await stage.NewSdkKeyAsync()).Id}"),
        },
        ["POST /auth/renew"] = new() { From = Caller.Viewer, Prepare = _ => With("/auth/renew") },
        ["PUT /auth/me/password"] = new()
        {
            From = Caller.Viewer,
            Success = 422, // a good one would end the sessions of these tests; what it does is in PasswordTests
            Prepare = _ => With("/auth/me/password", new { current_password = TestServerApp.Password, new_password = "short" }),
        },
        ["POST /demo"] = new()
        {
            From = Caller.Admin, // once it is there, doing it again changes nothing
            Prepare = async stage =>
            {
                Assert.That((await stage.Admin.CallAsync("POST", "/demo")).Status, Is.EqualTo(200));
                return new Call("/demo");
            },
        },
        ["GET /experiments/{key}/results"] = OfNoExperiment("results"),
        ["POST /experiments/{key}/results"] = OfNoExperiment("results"),
        ["GET /experiments/{key}/results/progress"] = OfNoExperiment("results/progress"),
        ["GET /experiments/{key}/timeseries"] = OfNoExperiment("timeseries"),
        ["GET /experiments/{key}/breakdown"] = OfNoExperiment("breakdown?dimension=country"),
        ["GET /experiments/{key}/export"] = OfNoExperiment("export"),
        ["POST /experiments/plan"] = new()
        {
            From = Caller.Viewer,
            Prepare = _ => With("/experiments/plan", new { kind = "proportion", baseline = 0.1, mde = 0.05 }),
        },
        ["GET /event-names"] = Read(stage => With($"/event-names?environment_key={stage.Environment}")),
        ["GET /auth/users"] = new() { From = Caller.Admin, Prepare = _ => With("/auth/users") },
        ["PUT /auth/users/{id}/role"] = ChangeUser("role", new { role = "admin" }),
        ["PUT /auth/users/{id}/active"] = ChangeUser("active", new { is_active = false }),
    };

    private static Permission Public(string target, object? body = null) => new() { From = Caller.Anonymous, Prepare = _ => With(target, body) };

    /// <summary>No person may, whatever their role: SDK keys do.</summary>
    private static Permission BySdkKey(string target, object? body = null) => new()
    {
        From = Caller.Anonymous, Success = 401, IsBySdkKey = true, Prepare = _ => With(target, body),
    };

    private static Permission EvaluateByPost(string target) => new()
    {
        From = Caller.Anonymous,
        FromInProtected = Caller.Anonymous,
        Prepare = stage => With(target, new { environment_key = stage.Environment, user_id = "alice" }),
    };

    private static Permission Read(string target) => new() { From = Caller.Viewer, Prepare = _ => With(target) };

    private static Permission Read(Func<Stage, Task<Call>> prepare) => new() { From = Caller.Viewer, FromInProtected = Caller.Viewer, Prepare = prepare };

    /// <summary>What is there for those who may is in the tests of results.</summary>
    private static Permission OfNoExperiment(string what) => new()
    {
        From = Caller.Viewer, Success = 404, Prepare = _ => With($"/experiments/no-such/{what}"),
    };

    /// <summary>What developers may change, and admins where the environment is protected.</summary>
    private static Permission Develop(int success, Func<Stage, Task<Call>> prepare) => new()
    {
        From = Caller.Developer, FromInProtected = Caller.Admin, IsWrite = true, Success = success, Prepare = prepare,
    };

    private static Permission Delete(Func<Stage, Task<Call>> prepare) => new()
    {
        From = Caller.Admin, FromInProtected = Caller.Admin, IsWrite = true, Success = 204, Prepare = prepare,
    };

    private static Permission ChangeUser(string what, object body) => new()
    {
        From = Caller.Admin, IsWrite = true, Prepare = async stage => new Call($"/auth/users/{await stage.UserAsync()}/{what}", body),
    };

    private static Task<Call> With(string target, object? body = null) => Task.FromResult(new Call(target, body));
}
