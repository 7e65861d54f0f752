using System.Text.Json;
using FeatureFlag.Client.Tests.Fakes;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Flags;
using FeatureFlag.TestKit;
using FeatureFlag.TestKit.Vectors;

namespace FeatureFlag.Client.Tests.Evaluation;

/// <summary>The golden vectors of tests/vectors: the same answers as the server's, after a trip through JSON and HTTP.</summary>
[TestFixture("")]
[TestFixture("tr-TR")]
[TestFixture("de-DE")]
internal sealed class VectorTests(string culture) : WithServer
{
    private static readonly JsonSerializerOptions Reading = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true };

    private static readonly Document All = JsonSerializer.Deserialize<Document>(
        System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "vectors", "bucketing.json")), Reading)!;

    [Test]
    public async Task Buckets_as_the_vectors_say()
    {
        using var scope = CultureScope.Use(culture);
        var rows = All.Buckets.Where(row => row.Salt.Length > 0).ToList();
        var flags = await LoadAsync([.. rows.Select((row, i) => Split($"flag-{i}", row.Salt, 50_000))]);

        var buckets = rows.Select((row, i) => flags.BoolDetails($"flag-{i}", new EvaluationContext(Repeated(row)), fallback: false).Bucket);

        Assert.That(buckets, Is.EqualTo(rows.Select(row => (int?)row.Bucket)));
    }

    [Test]
    public async Task Rolls_out_as_the_vectors_say()
    {
        using var scope = CultureScope.Use(culture);
        var flags = await LoadAsync([.. All.Flags.Select((row, i) => Split($"flag-{i}", row.Salt, (int)(row.RolloutPercentage * 1000)))]);

        var answers = All.Flags.Select((row, i) => flags.BoolDetails($"flag-{i}", new EvaluationContext(row.Id), fallback: false));

        Assert.That(answers.Select(answer => answer.Value), Is.EqualTo(All.Flags.Select(row => row.On)));
        Assert.That(answers.Where(answer => answer.Bucket is not null), Is.Not.Empty);
    }

    [Test]
    public async Task Matches_conditions_as_the_vectors_say()
    {
        using var scope = CultureScope.Use(culture);
        var vectors = ConditionVectors.All.Where(IsAlone).ToList();
        var flags = await LoadAsync([.. vectors.Select((vector, i) => vector.Flag with { Key = $"vector-{i}" })]);

        var wrong = vectors.Where((vector, i) => !IsAsExpected(flags, $"vector-{i}", vector));

        Assert.That(vectors, Has.Count.GreaterThan(1000));
        Assert.That(wrong.Select(vector => $"{vector.Family}: {vector.Name}"), Is.Empty);
    }

    [Test]
    public async Task Matches_conditions_on_other_flags_and_segments_as_the_vectors_say()
    {
        using var scope = CultureScope.Use(culture);
        var flags = await StartReadyAsync();
        var wrong = new List<string>();
        foreach (var vector in ConditionVectors.All.Where(vector => !IsAlone(vector)))
        {
            var version = Server.Configuration.Version + 1;
            Server.Publish(Server.Configuration with { Version = version, Flags = [vector.Flag, .. vector.Flags], Segments = vector.Segments });
            await Until.True(() => flags.Status.Version == version);
            if (!IsAsExpected(flags, ConditionVector.FlagKey, vector))
            {
                wrong.Add($"{vector.Family}: {vector.Name}");
            }
        }

        Assert.That(Server.Configuration.Version, Is.GreaterThan(50));
        Assert.That(wrong, Is.Empty);
    }

    private static bool IsAlone(ConditionVector vector) => vector.Flags.Count == 0 && vector.Segments.Count == 0;

    private static bool IsAsExpected(LocalEvaluator flags, string key, ConditionVector vector) =>
        flags.Bool(key, vector.Context, fallback: !vector.Matches) == vector.Matches;

    private static FlagDefinition Split(string key, string salt, int weight) =>
        Some.Flag(key) with { Type = FlagType.Percentage, Salt = salt, Rollout = new RolloutPercentage(weight) };

    private static string Repeated(BucketRow row) => string.Concat(Enumerable.Repeat(row.Id, row.Repeat));

    private async Task<LocalEvaluator> LoadAsync(FlagDefinition[] flags)
    {
        Server.Configuration = Some.Configuration(1, flags);
        var evaluator = Start();
        Assert.That(await evaluator.WaitUntilReadyAsync(Long), Is.True);
        return evaluator;
    }

    private sealed record Document(BucketRow[] Buckets, FlagRow[] Flags);

    private sealed record BucketRow(string Salt, string Id, int Repeat, int Bucket);

    private sealed record FlagRow(string Salt, string Id, decimal RolloutPercentage, bool On);
}
