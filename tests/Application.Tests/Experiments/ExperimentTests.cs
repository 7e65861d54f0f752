using FeatureFlag.Application.Environments;
using FeatureFlag.Application.Experiments;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Application.Tests.Experiments;

/// <summary>An experiment from draft to archive, and what the history says of it.</summary>
internal sealed class ExperimentTests : OnExperiments
{
    [Test]
    public async Task A_draft_may_be_all_but_empty()
    {
        var draft = await Must(new CreateExperiment { Key = "nearly-empty", Name = "Any", EnvironmentKey = "production", FlagKey = "not-there-yet" });

        Assert.That((draft.Status, draft.Design.Arms.Count, draft.Design.Traffic.Percent, draft.Version), Is.EqualTo((ExperimentStatus.Draft, 0, 100m, 1L)));
    }

    [Test]
    public async Task A_key_is_taken_once_in_all_environments()
    {
        await Store.SendAsync(new CreateEnvironment("elsewhere", "Elsewhere"));
        var draft = await DraftAsync();

        Assert.That((await Store.SendAsync(New("any") with { Key = draft.Key, EnvironmentKey = "elsewhere" })).Error?.Kind, Is.EqualTo(ErrorKind.Conflict));
    }

    [Test]
    public async Task What_is_wrong_stands_under_the_names_of_the_API()
    {
        var error = (await Store.SendAsync(New("NO") with
        {
            Key = "NO", Name = "", TrafficPercentage = 101, Hypothesis = "a\u0007", Arms = new(null!), Dimensions = new(null!), Metrics = new(null!), Control = new(null!),
        })).Error!;

        Assert.That(
            error.Fields.Keys,
            Is.EquivalentTo(new[] { "key", "name", "flag_key", "traffic_percentage", "hypothesis", "arms", "dimensions", "metrics", "control" }));
    }

    [Test]
    public async Task Starting_puts_the_arms_on_the_flag()
    {
        var running = await RunningAsync(draft => draft with { Dimensions = new(["country"]), TrafficPercentage = 25 });
        var flag = await FlagAsync(running.FlagKey);

        Assert.That((running.Status, running.Version, flag.Version), Is.EqualTo((ExperimentStatus.Running, 2L, 2L)));
        Assert.That(
            (flag.Experiment!.Key, flag.Experiment.Run, flag.Experiment.Salt, flag.Experiment.Traffic.Percent, flag.Experiment.Dimensions[0]),
            Is.EqualTo((running.Key, running.Runs[0].Id, $"{running.Key}-1", 25m, "country")));
        Assert.That(flag.Experiment.Arms, Is.EqualTo(Halves));
    }

    [Test]
    public async Task Starting_is_told_of_the_experiment_and_of_the_flag()
    {
        var draft = await DraftAsync();
        await StartAsync(draft);
        var entries = (await Store.HistoryAsync()).Take(2).ToList();

        Assert.That(entries.Select(entry => $"{entry.Change.EntityType} {entry.Change.EntityKey}"), Is.EquivalentTo(new[] { $"experiment {draft.Key}", $"flag {draft.FlagKey}" }));
        Assert.That(
            entries.Single(entry => entry.Change.EntityType == "experiment").Change.Fields.ToJsonString(),
            Is.EqualTo("""{"status":{"old":"draft","new":"running"},"run":{"old":null,"new":1}}"""));
    }

    [Test]
    public async Task Starting_says_all_that_is_missing()
    {
        var draft = await Must(new CreateExperiment { Key = "missing", Name = "Any", EnvironmentKey = "production", FlagKey = "nowhere" });

        Assert.That(
            (await Store.SendAsync(new StartExperiment(draft.Key, null))).Error!.Fields.Keys,
            Is.EquivalentTo(new[] { "flag_key", "arms", "control", "metrics" }));
    }

    [Test]
    public async Task A_segment_that_there_is_not_is_said_at_the_condition()
    {
        var draft = await DraftAsync(draft => draft with
        {
            When = new(new() { Operator = "in_segment", Values = [JsonToken.Of("nobody")] }),
        });

        Assert.That((await Store.SendAsync(new StartExperiment(draft.Key, null))).Error!.Fields.Keys, Is.EqualTo(new[] { "when.values[0]" }));
    }

    [Test]
    public async Task A_flag_has_one_at_a_time()
    {
        var running = await RunningAsync();
        var second = await Must(New(running.FlagKey));

        var refused = (await Store.SendAsync(new StartExperiment(second.Key, null))).Error!;

        Assert.That((refused.Kind, refused.Detail), Is.EqualTo((ErrorKind.Conflict,
            $"The experiment \"{running.Key}\" runs on the flag \"{running.FlagKey}\", and a flag has one at a time. Stop that one first: POST /experiments/{running.Key}/stop.")));
    }

    [Test]
    public async Task A_refused_start_leaves_no_trace()
    {
        var running = await RunningAsync();
        var second = await Must(New(running.FlagKey));

        Assert.That(await Store.EntriesOfAsync(() => Store.SendAsync(new StartExperiment(second.Key, null))), Is.Zero);
        Assert.That((await Must(new GetExperiment(second.Key))).Status, Is.EqualTo(ExperimentStatus.Draft));
    }

    [Test]
    public async Task Other_weights_are_a_new_run_with_a_new_salt()
    {
        var running = await RunningAsync(draft => draft with { Salt = "given" });
        var after = (await UpdateAsync(running, new() { Arms = new([new("off", 90_000), new("on", 10_000)]) })).Value;
        var flag = await FlagAsync(running.FlagKey);

        Assert.That(after.Runs.Select(run => $"{run.Number} {run.Design.Salt} {run.EndedAt is null}"), Is.EqualTo(new[] { "1 given False", $"2 {running.Key}-2 True" }));
        Assert.That((flag.Experiment!.Run, flag.Experiment.Arms[0].Weight, after.Design.Salt), Is.EqualTo((after.Runs[1].Id, 90_000, (string?)null)));
    }

    [Test]
    public async Task More_traffic_goes_on_with_the_run()
    {
        var running = await RunningAsync(draft => draft with { TrafficPercentage = 10 });
        var after = (await UpdateAsync(running, new() { TrafficPercentage = 20 })).Value;
        var flag = await FlagAsync(running.FlagKey);

        Assert.That(
            (after.Runs.Count, after.Runs[0].Design.Traffic.Percent, flag.Experiment!.Traffic.Percent, flag.Experiment.Salt),
            Is.EqualTo((1, 20m, 20m, $"{running.Key}-1")));
    }

    [Test]
    public async Task Less_traffic_is_a_new_run()
    {
        var running = await RunningAsync();

        Assert.That((await UpdateAsync(running, new() { TrafficPercentage = 20 })).Value.Runs, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_salt_that_a_run_had_is_refused_for_ever()
    {
        var first = await StopAsync(await RunningAsync(draft => draft with { Salt = "used-up" }));
        var second = await DraftAsync(draft => draft with { Salt = "used-up" });

        Assert.That(first.Status, Is.EqualTo(ExperimentStatus.Stopped));
        Assert.That((await Store.SendAsync(new StartExperiment(second.Key, null))).Error!.Fields.Keys, Is.EqualTo(new[] { "salt" }));
    }

    [Test]
    public async Task How_it_is_judged_is_locked_while_it_runs()
    {
        var running = await RunningAsync();
        var refused = (await UpdateAsync(running, new() { Alpha = 0.1, PlannedUnits = 1000 })).Error!;

        Assert.That(refused.Kind, Is.EqualTo(ErrorKind.Conflict));
        Assert.That(refused.Detail, Does.StartWith("alpha, planned_units of the experiment"));
    }

    [Test]
    public async Task A_metric_that_comes_later_must_be_there()
    {
        var running = await RunningAsync();
        var metrics = new Optional<IReadOnlyList<ExperimentMetric>>([.. running.Metrics, new("nowhere", MetricRole.Secondary)]);

        Assert.That((await UpdateAsync(running, new() { Metrics = metrics })).Error!.Fields.Keys, Is.EqualTo(new[] { "metrics[1].metric" }));
    }

    [Test]
    public async Task A_change_of_nothing_leaves_no_trace()
    {
        var running = await RunningAsync();

        Assert.That(await Store.EntriesOfAsync(() => UpdateAsync(running, new() { Arms = new(Halves), Name = running.Name })), Is.Zero);
    }

    [Test]
    public async Task Stopping_takes_it_from_the_flag()
    {
        var stopped = await StopAsync(await RunningAsync());
        var flag = await FlagAsync(stopped.FlagKey);

        Assert.That((stopped.Status, stopped.ShippedVariant, flag.Experiment, flag.DefaultServe), Is.EqualTo((ExperimentStatus.Stopped, (string?)null, (FlagExperiment?)null, (Domain.Targeting.Serve?)null)));
        Assert.That(stopped.Runs[0].EndedAt, Is.Not.Null);
    }

    [Test]
    public async Task Shipping_makes_the_variant_the_default_and_nothing_else()
    {
        var running = await RunningAsync();
        var before = await FlagAsync(running.FlagKey);
        var stopped = await Must(new StopExperiment(running.Key, "On is better.", "on", running.Version));
        var flag = await FlagAsync(running.FlagKey);

        Assert.That((stopped.ShippedVariant, stopped.Conclusion, flag.DefaultServe?.Variant), Is.EqualTo(("on", "On is better.", "on")));
        Assert.That(
            Domain.Auditing.Change.Updated(before, flag).Fields.Select(field => field.Key), Is.EquivalentTo(new[] { "default_serve", "experiment" }));
    }

    [Test]
    public async Task Only_an_arm_can_be_shipped()
    {
        var running = await RunningAsync();

        Assert.That((await Store.SendAsync(new StopExperiment(running.Key, null, "blue", null))).Error!.Fields.Keys, Is.EqualTo(new[] { "ship_variant" }));
    }

    [Test]
    public async Task What_is_over_stays_over()
    {
        var stopped = await StopAsync(await RunningAsync());

        Assert.That((await Store.SendAsync(new StartExperiment(stopped.Key, null))).Error!.Kind, Is.EqualTo(ErrorKind.Conflict));
        Assert.That((await Store.SendAsync(new StopExperiment(stopped.Key, null, null, null))).Error!.Kind, Is.EqualTo(ErrorKind.Conflict));
        Assert.That((await UpdateAsync(stopped, new() { TrafficPercentage = 1 })).Error!.Kind, Is.EqualTo(ErrorKind.Conflict));
        Assert.That((await UpdateAsync(stopped, new() { Conclusion = "late" })).Error, Is.Null);
    }

    [Test]
    public async Task Only_what_is_stopped_is_archived()
    {
        var draft = await DraftAsync();
        Assert.That((await Store.SendAsync(new ArchiveExperiment(draft.Key, null))).Error!.Detail, Does.Contain("DELETE"));
        await StartAsync(draft);
        Assert.That((await Store.SendAsync(new ArchiveExperiment(draft.Key, null))).Error!.Detail, Does.Contain("Stop it first"));
        await StopAsync(draft);

        Assert.That((await Must(new ArchiveExperiment(draft.Key, null))).Status, Is.EqualTo(ExperimentStatus.Archived));
    }

    [Test]
    public async Task Only_a_draft_is_deleted()
    {
        var draft = await DraftAsync();
        await Must(new DeleteExperiment(draft.Key, draft.Version));
        var running = await RunningAsync();

        Assert.That((await Store.SendAsync(new GetExperiment(draft.Key))).Error!.Kind, Is.EqualTo(ErrorKind.NotFound));
        Assert.That((await Store.SendAsync(new DeleteExperiment(running.Key, null))).Error!.Kind, Is.EqualTo(ErrorKind.Conflict));
    }

    [Test]
    public async Task A_stale_version_is_refused()
    {
        var running = await RunningAsync();

        Assert.That((await Store.SendAsync(new UpdateExperiment(running.Key, new() { Name = "Late" }, 1))).Error!.Kind, Is.EqualTo(ErrorKind.VersionMismatch));
        Assert.That((await Store.SendAsync(new StopExperiment(running.Key, null, null, 1))).Error!.Kind, Is.EqualTo(ErrorKind.VersionMismatch));
    }

    [Test]
    public async Task A_protected_environment_is_for_admins()
    {
        await Must(new CreateEnvironment("guarded", "Guarded") { IsProtected = true });
        var draft = await Must(New("any") with { EnvironmentKey = "guarded" });

        Assert.That((await Store.SendAsync(new StartExperiment(draft.Key, null), People.Developer)).Error!.Kind, Is.EqualTo(ErrorKind.Forbidden));
    }

    [Test]
    public async Task An_unknown_one_is_not_found() =>
        Assert.That((await Store.SendAsync(new StartExperiment("unknown", null))).Error!.Detail, Is.EqualTo("There is no experiment \"unknown\". GET /experiments lists them."));

    [Test]
    public async Task The_deletion_of_an_environment_tells_of_each_experiment_that_goes_with_it()
    {
        await Store.SendAsync(new CreateEnvironment("doomed", "Doomed"));
        var draft = await Must(New("any") with { EnvironmentKey = "doomed" });
        var refused = await Store.SendAsync(new DeleteEnvironment("doomed", Force: false, null));
        await Must(new DeleteEnvironment("doomed", Force: true, null));

        Assert.That(refused.Error!.Detail, Does.Contain("0 flags, 0 segments and 1 experiment,"));
        Assert.That(
            (await Store.HistoryAsync(new(Action: "delete", EnvironmentKey: "doomed"))).Select(entry => entry.Change.EntityKey),
            Is.EquivalentTo(new[] { "doomed", draft.Key }));
    }

    [Test]
    public async Task Lists_by_status_and_flag()
    {
        var running = await RunningAsync();
        await Must(New(running.FlagKey));

        var found = await Must(new ListExperiments("production", running.FlagKey, "running", null, new(10, null)));

        Assert.That(found.Items.Select(experiment => experiment.Key), Is.EqualTo(new[] { running.Key }));
    }

    [Test]
    public async Task Two_who_start_at_once_start_one()
    {
        var draft = await DraftAsync();
        var second = await Must(New(draft.FlagKey));
        var results = await Task.WhenAll(Store.SendAsync(new StartExperiment(draft.Key, null)), Store.SendAsync(new StartExperiment(second.Key, null)));

        Assert.That(results.Count(result => result.IsOk), Is.EqualTo(1));
        Assert.That(results.Single(result => !result.IsOk).Error!.Kind, Is.EqualTo(ErrorKind.Conflict));
    }
}
