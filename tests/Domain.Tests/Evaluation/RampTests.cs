using CsCheck;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Flags;
using FeatureFlag.TestKit.Builders;

namespace FeatureFlag.Domain.Tests.Evaluation;

/// <summary>What a rollout that changes its percentage promises to the people in it.</summary>
public sealed class RampTests(string culture) : InEveryCulture(culture)
{
    private static readonly Gen<string> AnySalt = Gen.String[0, 100];
    private static readonly Gen<string> AnyId = Gen.String[1, 600];
    private static readonly Gen<int> AnyWeight = Gen.Int[0, RolloutPercentage.Whole];

    [Test]
    public void Keeps_a_user_in_when_the_rollout_grows() =>
        Gen.Select(AnySalt, AnyId, AnyWeight, AnyWeight).Sample(
            (salt, id, one, other) => !IsOn(salt, id, Math.Min(one, other)) || IsOn(salt, id, Math.Max(one, other)),
            iter: 5_000,
            threads: 1);

    [Test]
    public void Lets_a_user_in_exactly_when_the_rollout_passes_the_bucket() =>
        Gen.Select(AnySalt, AnyId).Sample(
            (salt, id) =>
            {
                var bucket = Bucketing.Bucket(salt, id);
                return !IsOn(salt, id, bucket) && IsOn(salt, id, bucket + 1);
            },
            iter: 5_000,
            threads: 1);

    [Test]
    public void Brings_the_same_users_back_after_a_rollback()
    {
        string[] ids = [.. Ids.Of("sequential", 1_000)];
        string[] In(int weight) => [.. ids.Where(id => IsOn("dark-mode", id, weight))];
        var before = In(20_000);

        _ = In(5_000);

        Assert.That(In(20_000), Is.EqualTo(before));
    }

    private static readonly EnvironmentSnapshot Nowhere = A.Snapshot();

    private static bool IsOn(string salt, string id, int weight)
    {
        var flag = A.PercentageFlag() with { Salt = salt, Rollout = new RolloutPercentage(weight) };
        return Evaluator.Evaluate(Nowhere, new CompiledFlag(flag), new EvaluationContext(id)).IsEnabled;
    }
}
