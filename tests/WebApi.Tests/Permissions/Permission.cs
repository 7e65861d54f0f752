using System.Text.RegularExpressions;
using FeatureFlag.WebApi.Tests.Hosting;

namespace FeatureFlag.WebApi.Tests.Permissions;

/// <summary>Who may use an operation, and how to use it so that it would have an effect.</summary>
internal sealed record Permission
{
    /// <summary>The least role that may; anonymous: everybody, whatever token they send.</summary>
    public required Caller From { get; init; }

    /// <summary>The same in a protected environment.</summary>
    public Caller? FromInProtected { get; init; }

    /// <summary>It happens inside one environment.</summary>
    public bool IsInEnvironment => FromInProtected is not null;

    /// <summary>It would change something.</summary>
    public bool IsWrite { get; init; }

    /// <summary>Opened by SDK keys only.</summary>
    public bool IsBySdkKey { get; init; }

    public required Func<Stage, Task<Call>> Prepare { get; init; }

    /// <summary>The status that a caller gets: the good one, 401 or 403.</summary>
    public int StatusFor(Caller caller, bool isProtected)
    {
        var least = isProtected && FromInProtected is { } inProtected ? inProtected : From;
        return caller switch
        {
            _ when least == Caller.Anonymous => Success,
            Caller.Anonymous or Caller.Disabled => 401,
            _ => caller >= least ? Success : 403,
        };
    }

    public int Success { get; init; } = 200;
}

/// <summary>One request.</summary>
internal sealed record Call(string Target, object? Body = null);

/// <summary>Where a case plays: prepares things there, as an admin.</summary>
internal sealed partial record Stage(TestServerApp App, HttpClient Admin, string Environment, bool IsProtected)
{
    public async Task<string> NewFlagAsync()
    {
        var key = SharedServer.NewKey("flag");
        await MustAsync("POST", "/flags", new { key, name = key, environment_key = Environment });
        return key;
    }

    /// <param name="kind">"server" or "client".</param>
    /// <param name="fields">More of its body.</param>
    public async Task<(Guid Id, string Secret)> NewSdkKeyAsync(string kind = "server", string fields = "")
    {
        var answer = await Admin.CallAsync("POST", $"/environments/{Environment}/sdk-keys", $$"""{"name":"Any","kind":"{{kind}}"{{fields}}}""");
        Assert.That(answer.Status, Is.EqualTo(201), answer.Body);
        return ((Guid)answer.Json["id"]!, (string)answer.Json["secret"]!);
    }

    /// <summary>Another environment, which is open.</summary>
    public Stage Elsewhere => this with { Environment = Environment == "development" ? "staging" : "development", IsProtected = false };

    public async Task<string> NewSegmentAsync()
    {
        var key = SharedServer.NewKey("segment");
        await MustAsync("POST", "/segments", new { key, name = key, environment_key = Environment });
        return key;
    }

    public async Task<string> NewMetricAsync()
    {
        var key = SharedServer.NewKey("metric");
        await MustAsync("POST", "/metric-definitions", new { key, name = key, environment_key = Environment, kind = "proportion", events = new { @event = "buy" } });
        return key;
    }

    public async Task<string> NewLayerAsync()
    {
        var key = SharedServer.NewKey("layer");
        await MustAsync("POST", "/layers", new { key, name = key, environment_key = Environment });
        return key;
    }

    public async Task<string> NewHoldoutAsync()
    {
        var key = SharedServer.NewKey("holdout");
        await MustAsync("POST", "/holdouts", new { key, name = key, environment_key = Environment, percentage = 5 });
        return key;
    }

    /// <summary>A draft that has all that it needs.</summary>
    public async Task<string> NewExperimentAsync()
    {
        var key = SharedServer.NewKey("experiment");
        await MustAsync("POST", "/experiments", new
        {
            key,
            name = key,
            environment_key = Environment,
            flag_key = await NewFlagAsync(),
            arms = new[] { new { variant = "off", weight = 50000 }, new { variant = "on", weight = 50000 } },
            control = "off",
            metrics = new[] { new { metric = await NewMetricAsync(), role = "goal" } },
        });
        return key;
    }

    public async Task<string> NewRunningExperimentAsync()
    {
        var key = await NewExperimentAsync();
        await MustAsync("POST", $"/experiments/{key}/start", null, 200);
        return key;
    }

    public async Task<string> NewStoppedExperimentAsync()
    {
        var key = await NewRunningExperimentAsync();
        await MustAsync("POST", $"/experiments/{key}/stop", new { }, 200);
        return key;
    }

    /// <summary>As protected as the case's own.</summary>
    public async Task<string> NewEnvironmentAsync()
    {
        var key = SharedServer.NewKey("environment");
        await MustAsync("POST", "/environments", new { key, name = key, is_protected = IsProtected });
        return key;
    }

    /// <summary>A viewer, active.</summary>
    public async Task<Guid> UserAsync()
    {
        var id = (await App.Services.UserAsync("subject@example.com")).Id;
        await App.SetUserAsync(id, "role", "viewer");
        await App.SetUserAsync(id, "is_active", true);
        return id;
    }

    /// <summary>Everything that can be changed, and the head of the history.</summary>
    public async Task<string> StateAsync()
    {
        string[] lists =
        [
            "/environments?limit=200", "/flags?limit=200", "/segments?limit=200", "/metric-definitions?limit=200", "/layers?limit=200", "/holdouts?limit=200", "/experiments?limit=200",
            "/auth/users?limit=200", "/audit?limit=1",
        ];
        var answers = await Task.WhenAll(lists.Select(list => Admin.CallAsync("GET", list)));
        Assert.That(answers.Select(answer => answer.Status), Is.All.EqualTo(200));
        return Verdict().Replace(string.Join('\n', answers.Select(answer => answer.Body)), ""); // computed in the background, changed by nobody
    }

    [GeneratedRegex("\"verdict\":(null|\\{[^}]*\\}),")]
    private static partial Regex Verdict();

    private async Task MustAsync(string method, string target, object? body, int status = 201)
    {
        var answer = await Admin.CallAsync(method, target, body);
        Assert.That(answer.Status, Is.EqualTo(status), answer.Body);
    }
}
