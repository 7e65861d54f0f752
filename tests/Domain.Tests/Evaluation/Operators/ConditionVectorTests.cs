using System.Text.Json;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Targeting;
using FeatureFlag.TestKit.Vectors;

namespace FeatureFlag.Domain.Tests.Evaluation.Operators;

public sealed class ConditionVectorTests(string culture) : InEveryCulture(culture)
{
    private static IEnumerable<TestCaseData> Vectors() =>
        ConditionVectors.All.Select(vector => new TestCaseData(vector).SetArgDisplayNames(vector.Family, vector.Name));

    private static IEnumerable<TestCaseData> Refused() =>
        ConditionVectors.Refused.Select(refused => new TestCaseData(refused).SetArgDisplayNames(refused.Name));

    [TestCaseSource(nameof(Vectors))]
    public void Agrees_with_the_golden_vectors(ConditionVector vector)
    {
        var result = Evaluator.Evaluate(vector.Snapshot(), ConditionVector.FlagKey, vector.Context);

        Assert.That((result.Error, result.Variant!.Key), Is.EqualTo((EvaluationError.None, vector.Matches ? "on" : "off")));
    }

    [TestCaseSource(nameof(Refused))]
    public void Says_where_a_condition_is_wrong(RefusedCondition refused)
    {
        var problems = new Problems();
        try
        {
            ConditionCompiler.Compile(refused.Condition.Deserialize<Condition>(DomainJson.Options)!, "when", "salt", problems);
        }
        catch (JsonException exception)
        {
            problems.Add($"when{exception.Path![1..]}", exception.Message); // broken Unicode: it cannot even be read
        }

        Assert.That(problems.ByPath().Keys, Is.EquivalentTo(refused.ProblemsAt));
    }
}
