using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Evaluation.Explaining;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Evaluation.Reference;

/// <summary>What is compiled answers as the contract says, over random flags, segments and contexts.</summary>
public sealed class ReferenceTests(string culture) : InEveryCulture(culture)
{
    private const int Worlds = 4000;

    [Test]
    public void Compiled_evaluation_equals_the_contract() => RandomWorld.Any.Sample(
        world =>
        {
            var (snapshot, context) = Compile(world);
            var reference = Reference(world);
            foreach (var flag in world.Flags)
            {
                Assert.That(Answer(Evaluator.Evaluate(snapshot, flag.Key, context)), Is.EqualTo(reference.Evaluate(flag.Key)), () => $"{flag.Key} in {world}");
            }
        },
        iter: Worlds);

    /// <summary>Smaller than whole flags, so that a difference can be read.</summary>
    [Test]
    public void Every_rule_matches_as_the_contract_says() => RandomWorld.Any.Sample(
        world =>
        {
            var (snapshot, context) = Compile(world);
            foreach (var leaf in world.Flags.SelectMany(flag => flag.Rules).SelectMany(rule => Leaves(rule.When)))
            {
                var flag = A.Flag("one-leaf") with { Salt = "salt", Rules = [new() { Id = "r", When = leaf, Serve = Serve.Always("on") }], DefaultServe = Serve.Always("off") };
                var expected = new NaiveCondition(Reference(world), "salt").Matches(leaf);
                Assert.That(
                    Evaluator.Evaluate(snapshot, new CompiledFlag(flag), context).Rule is not null,
                    Is.EqualTo(expected),
                    () => $"{JsonSerializer.Serialize(leaf, DomainJson.Options)} for {world.UserId} {world.Attributes} at {world.Now}");
            }
        },
        iter: Worlds / 4);

    [Test]
    public void Every_random_flag_compiles() => RandomWorld.Any.Sample(
        world => Assert.That(world.Flags.Select(flag => new CompiledFlag(flag)), Is.All.Property(nameof(CompiledFlag.IsValid)).True, world.ToString()),
        iter: Worlds / 4);

    [Test]
    public void The_explanation_tells_what_evaluation_did() => RandomWorld.Any.Sample(
        world =>
        {
            var (snapshot, context) = Compile(world);
            foreach (var flag in world.Flags)
            {
                var explanation = Explainer.Explain(snapshot, flag, context, out var result);
                Assert.That(Decided(explanation), Is.EqualTo(Answer(result) is { } answer ? (answer.Variant, answer.RuleId) : default), () => $"{flag.Key} in {world}");
            }
        },
        iter: Worlds / 4);

    private static IEnumerable<Condition> Leaves(Condition node) => (node.All ?? node.Any ?? node.None)?.SelectMany(Leaves) ?? [node];

    /// <summary>What the trace alone leads to, if one goes through it from the top.</summary>
    private static (string? Variant, string? Rule) Decided(Explanation trace)
    {
        if (trace.DecidedBy is Decision.Archived or Decision.Disabled)
        {
            return (trace.OffVariant, null);
        }

        if (trace.Prerequisites.Any(prerequisite => !prerequisite.Met))
        {
            return (trace.OffVariant, null);
        }

        if (trace.Holdout is { HeldOut: true })
        {
            return (trace.OffVariant, null);
        }

        if (trace.TargetVariant is { } own)
        {
            return (own, null);
        }

        var rule = trace.Rules.FirstOrDefault(candidate => candidate.Matched);
        var serve = rule?.Serve ?? (trace.Experiment is { TakesPart: true } experiment ? experiment.Arms : trace.Default!);
        return (serve.Variant ?? trace.OffVariant, rule?.Id);
    }

    private static NaiveAnswer Answer(in EvaluationResult result) => new(
        result.Variant?.Key,
        result.IsEnabled,
        Encoding.ASCII.GetString(result.Reason.Code()),
        result.Error == EvaluationError.None ? null : Encoding.ASCII.GetString(result.Error.Code()),
        result.Rule?.Id,
        result.Bucket == EvaluationResult.NoBucket ? null : result.Bucket,
        result.Experiment?.Key);

    private static (EnvironmentSnapshot Snapshot, EvaluationContext Context) Compile(RandomWorld world)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(world.Attributes));
        reader.Read();
        var configuration = A.Configuration(A.Environment()) with { Flags = world.Flags, Segments = world.Segments };
        return (new(configuration), new(world.UserId, AttributesJson.Read(ref reader))
        {
            Now = DateTimeOffset.Parse(world.Now, CultureInfo.InvariantCulture),
        });
    }

    private static NaiveEvaluator Reference(RandomWorld world) =>
        new(world.Flags, world.Segments, world.UserId, (JsonObject)JsonNode.Parse(world.Attributes)!, world.Now);
}
