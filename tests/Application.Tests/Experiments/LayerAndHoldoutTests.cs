using FeatureFlag.Application.Flags;
using FeatureFlag.Application.Holdouts;
using FeatureFlag.Application.Layers;
using FeatureFlag.Application.Metrics;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Application.Tests.Experiments;

/// <summary>What experiments share: layers, holdouts, metrics.</summary>
internal sealed class LayerAndHoldoutTests : OnExperiments
{
    [Test]
    public async Task Experiments_of_a_layer_own_buckets_of_their_own()
    {
        var layer = await LayerAsync();
        var first = await RunningAsync(draft => draft with { Layer = layer, TrafficPercentage = 30 });
        var second = await RunningAsync(draft => draft with { Layer = layer, TrafficPercentage = 60 });
        var occupancy = await Must(new GetLayer("production", layer));

        Assert.That(
            occupancy.Owners.Select(owner => $"{owner.Experiment.Key} {string.Join(' ', owner.Ranges)}"),
            Is.EqualTo(new[] { $"{first.Key} {new LayerRange(0, 3000)}", $"{second.Key} {new LayerRange(3000, 9000)}" }));
        Assert.That(occupancy.Free, Is.EqualTo(new[] { new LayerRange(9000, 10_000) }));
        Assert.That((await FlagAsync(second.FlagKey)).Experiment!.Layer!.Ranges, Is.EqualTo(occupancy.Owners[1].Ranges));
    }

    [Test]
    public async Task Says_how_much_is_free_when_it_is_too_little()
    {
        var layer = await LayerAsync();
        await RunningAsync(draft => draft with { Layer = layer, TrafficPercentage = 87.66m });
        var draft = await DraftAsync(draft => draft with { Layer = layer, TrafficPercentage = 12.35m });

        var refused = (await Store.SendAsync(new Application.Experiments.StartExperiment(draft.Key, null))).Error!;

        Assert.That((refused.Kind, refused.Detail), Is.EqualTo((ErrorKind.Conflict,
            $"In the layer \"{layer}\" only 12.34 % are free, and 12.35 % are needed. Take less traffic, or stop an experiment of that layer: GET /layers/{layer} says who owns what.")));
    }

    [Test]
    public async Task Buckets_are_free_again_after_the_stop_and_taken_last()
    {
        var layer = await LayerAsync();
        await StopAsync(await RunningAsync(draft => draft with { Layer = layer, TrafficPercentage = 50 }));
        var next = await RunningAsync(draft => draft with { Layer = layer, TrafficPercentage = 60 });

        Assert.That(next.Runs[0].Slice!.Ranges, Is.EqualTo(new[] { new LayerRange(0, 1000), new LayerRange(5000, 10_000) }));
    }

    [Test]
    public async Task More_traffic_keeps_its_buckets_and_gets_more()
    {
        var layer = await LayerAsync();
        var running = await RunningAsync(draft => draft with { Layer = layer, TrafficPercentage = 10 });
        await RunningAsync(draft => draft with { Layer = layer, TrafficPercentage = 10 });
        var after = (await UpdateAsync(running, new() { TrafficPercentage = 15 })).Value;

        Assert.That(after.Runs.Single().Slice!.Ranges, Is.EqualTo(new[] { new LayerRange(0, 1000), new LayerRange(2000, 2500) }));
        Assert.That((await FlagAsync(running.FlagKey)).Experiment!.Layer!.Ranges, Is.EqualTo(after.Runs[0].Slice!.Ranges));
    }

    [Test]
    public async Task A_new_run_moves_to_rested_buckets()
    {
        var layer = await LayerAsync();
        var running = await RunningAsync(draft => draft with { Layer = layer, TrafficPercentage = 40 });
        var after = (await UpdateAsync(running, new() { Control = "on" })).Value;

        Assert.That(after.Runs[1].Slice!.Ranges, Is.EqualTo(new[] { new LayerRange(4000, 8000) }));
    }

    [Test]
    public async Task Two_who_take_the_last_buckets_at_once_do_not_both_get_them()
    {
        var layer = await LayerAsync();
        Experiment[] drafts = [await DraftAsync(In), await DraftAsync(In)];
        var results = await Task.WhenAll(drafts.Select(draft => Store.SendAsync(new Application.Experiments.StartExperiment(draft.Key, null))));

        Assert.That(results.Count(result => result.IsOk), Is.EqualTo(1));

        Application.Experiments.CreateExperiment In(Application.Experiments.CreateExperiment draft) => draft with { Layer = layer, TrafficPercentage = 51 };
    }

    [Test]
    public async Task A_layer_is_fixed_while_somebody_owns_buckets()
    {
        var layer = await LayerAsync();
        var running = await RunningAsync(draft => draft with { Layer = layer, TrafficPercentage = 40 });

        Assert.That((await Store.SendAsync(new UpdateLayer("production", layer, new() { Salt = "new" }, null))).Error!.Detail, Does.Contain(running.Key));
        Assert.That((await Store.SendAsync(new DeleteLayer("production", layer, null))).Error!.Detail, Does.Contain(running.Key));
        Assert.That((await Store.SendAsync(new UpdateLayer("production", layer, new() { Name = "New" }, null))).Error, Is.Null);
        await StopAsync(running);
        Assert.That((await Store.SendAsync(new UpdateLayer("production", layer, new() { Salt = "new" }, null))).Error, Is.Null);
        Assert.That((await Store.SendAsync(new DeleteLayer("production", layer, null))).Error, Is.Null);
    }

    [Test]
    public async Task A_holdout_is_written_on_each_of_its_flags()
    {
        var (one, two) = (await AddFlagAsync(), await AddFlagAsync());
        var holdout = await HoldoutAsync(one.Key, two.Key);
        var after = await Must(new UpdateHoldout("production", holdout, new() { Flags = new([two.Key]) }, null));

        Assert.That((await FlagAsync(one.Key)).Holdout, Is.Null);
        Assert.That((await FlagAsync(two.Key)).Holdout, Is.EqualTo(after.Holdout.Link));
        Assert.That(
            (await Store.HistoryAsync()).Take(5).Select(entry => $"{entry.Change.EntityType} {entry.Change.EntityKey} {entry.Change.Action}"),
            Is.EquivalentTo(new[] { $"flag {one.Key} update", $"holdout {holdout} update", $"flag {one.Key} update", $"flag {two.Key} update", $"holdout {holdout} create" }));
    }

    [Test]
    public async Task A_flag_that_there_is_not_is_said_at_its_place()
    {
        var flag = await AddFlagAsync();

        Assert.That((await Store.SendAsync(Holdout(flag.Key, "nowhere"))).Error!.Fields.Keys, Is.EqualTo(new[] { "flags[1]" }));
    }

    [Test]
    public async Task A_flag_that_buckets_by_something_else_is_said_at_its_place()
    {
        var flag = await AddFlagAsync("account");

        Assert.That((await Store.SendAsync(Holdout(flag.Key))).Error!.Fields.Keys, Is.EqualTo(new[] { "flags[0]" }));
    }

    [Test]
    public async Task A_flag_is_in_one_holdout()
    {
        var flag = await AddFlagAsync();
        var holdout = await HoldoutAsync(flag.Key);

        var refused = (await Store.SendAsync(Holdout(flag.Key))).Error!;

        Assert.That((refused.Kind, refused.Detail), Is.EqualTo((ErrorKind.Conflict,
            $"The flag \"{flag.Key}\" is in the holdout \"{holdout}\". Take it out of that one first: PUT /holdouts/{holdout}.")));
    }

    [Test]
    public async Task Who_is_held_out_is_fixed_while_flags_are_linked()
    {
        var holdout = await HoldoutAsync((await AddFlagAsync()).Key);

        Assert.That((await Store.SendAsync(new UpdateHoldout("production", holdout, new() { Percentage = 6 }, null))).Error!.Kind, Is.EqualTo(ErrorKind.Conflict));
    }

    [Test]
    public async Task Another_share_is_another_group()
    {
        var made = await Must(Holdout());
        var after = await Must(new UpdateHoldout("production", made.Holdout.Key, new() { Percentage = 6 }, null));

        Assert.That(after.Holdout.Run, Is.GreaterThan(made.Holdout.Run));
    }

    [Test]
    public async Task A_deleted_holdout_frees_its_flags()
    {
        var flag = await AddFlagAsync();
        var holdout = await HoldoutAsync(flag.Key);
        await Must(new DeleteHoldout("production", holdout, null));

        Assert.That((await FlagAsync(flag.Key)).Holdout, Is.Null);
    }

    [Test]
    public async Task A_flag_in_a_holdout_is_neither_deleted_nor_bucketed_by_something_else()
    {
        var flag = await AddFlagAsync();
        var holdout = await HoldoutAsync(flag.Key);
        var (deletion, update) = (new DeleteFlag("production", flag.Key, null), new UpdateFlag("production", flag.Key, new() { BucketBy = "account" }, null));

        Assert.That((await Store.SendAsync(deletion)).Error!.Detail, Does.Contain($"PUT /holdouts/{holdout}"));
        Assert.That((await Store.SendAsync(update)).Error!.Kind, Is.EqualTo(ErrorKind.Conflict));
        await Must(new UpdateHoldout("production", holdout, new() { Flags = new([]) }, null));
        Assert.That((await Store.SendAsync(update)).Error, Is.Null);
        Assert.That((await Store.SendAsync(deletion)).Error, Is.Null);
    }

    [Test]
    public async Task An_experiment_links_its_flag_while_it_runs()
    {
        var holdout = await HoldoutAsync();
        var running = await RunningAsync(draft => draft with { Holdout = holdout });
        var linked = await Must(new GetHoldout("production", holdout));
        Assert.That(((await FlagAsync(running.FlagKey)).Holdout, linked.Experiments.Single()), Is.EqualTo((linked.Holdout.Link, running.Key)));
        await StopAsync(running);

        Assert.That((await FlagAsync(running.FlagKey)).Holdout, Is.Null);
    }

    [Test]
    public async Task A_holdout_holds_out_of_what_is_shipped()
    {
        var holdout = await HoldoutAsync();
        var running = await RunningAsync(draft => draft with { Holdout = holdout });
        await StopAsync(running, ship: "on");

        Assert.That((await FlagAsync(running.FlagKey)).Holdout?.Key, Is.EqualTo(holdout));
        Assert.That((await Must(new GetHoldout("production", holdout))).Holdout.Flags, Is.EqualTo(new[] { running.FlagKey }));
    }

    [Test]
    public async Task A_flag_that_was_linked_before_stays_linked_after_the_experiment()
    {
        var flag = await AddFlagAsync();
        var holdout = await HoldoutAsync(flag.Key);
        var running = await StartAsync(await Must(New(flag.Key) with { Holdout = holdout }));
        await StopAsync(running);

        Assert.That((await FlagAsync(flag.Key)).Holdout?.Key, Is.EqualTo(holdout));
    }

    [Test]
    public async Task Only_the_words_of_a_metric_change_while_it_is_measured()
    {
        var metric = await MetricAsync();
        var running = await RunningAsync(draft => draft with { Metrics = new([new(metric, MetricRole.Goal)]) });

        Assert.That((await Store.SendAsync(new UpdateMetricDefinition("production", metric, new() { CupedDays = 7 }, null))).Error!.Detail, Does.Contain(running.Key));
        Assert.That((await Store.SendAsync(new UpdateMetricDefinition("production", metric, new() { Name = "New", Description = "New" }, null))).Error, Is.Null);
        await StopAsync(running);
        Assert.That((await Store.SendAsync(new UpdateMetricDefinition("production", metric, new() { CupedDays = 7 }, null))).Error, Is.Null);
    }

    [Test]
    public async Task A_metric_goes_when_all_who_used_it_are_archived()
    {
        var metric = await MetricAsync();
        var stopped = await StopAsync(await RunningAsync(draft => draft with { Metrics = new([new(metric, MetricRole.Goal)]) }));
        Assert.That((await Store.SendAsync(new DeleteMetricDefinition("production", metric, null))).Error!.Detail, Does.Contain(stopped.Key));
        await Must(new Application.Experiments.ArchiveExperiment(stopped.Key, null));

        Assert.That((await Store.SendAsync(new DeleteMetricDefinition("production", metric, null))).Error, Is.Null);
    }

    [Test]
    public async Task A_metric_is_told_whole_when_it_is_made()
    {
        var metric = await MetricAsync();
        var entry = (await Store.HistoryAsync())[0].Change;

        Assert.That((entry.EntityType, entry.EntityKey, entry.Fields["kind"]!["new"]!.ToString()), Is.EqualTo(("metric", metric, "count")));
    }

    private async Task<string> LayerAsync() =>
        (await Must(new CreateLayer { Key = NewKey("layer"), Name = "Any", EnvironmentKey = "production" })).Layer.Key;

    private CreateHoldout Holdout(params string[] flags) =>
        new() { Key = NewKey("holdout"), Name = "Any", EnvironmentKey = "production", Percentage = 5, Flags = flags };

    private async Task<string> HoldoutAsync(params string[] flags) => (await Must(Holdout(flags))).Holdout.Key;

    private async Task<string> MetricAsync() => (await Must(new CreateMetricDefinition
    {
        Key = NewKey("metric"), Name = "Any", EnvironmentKey = "production", Kind = MetricKind.Count, Events = new EventSelection { Event = "view" },
    })).Key;
}
