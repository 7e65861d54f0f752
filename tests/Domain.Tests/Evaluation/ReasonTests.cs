using System.Text;
using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Domain.Tests.Evaluation;

/// <summary>Clients compare these names.</summary>
public sealed class ReasonTests
{
    [TestCase(Reason.Static, ExpectedResult = "STATIC")]
    [TestCase(Reason.Split, ExpectedResult = "SPLIT")]
    [TestCase(Reason.Disabled, ExpectedResult = "DISABLED")]
    [TestCase(Reason.Error, ExpectedResult = "ERROR")]
    public string A_reason_has_the_name_that_OpenFeature_gave_it(Reason reason) => Encoding.ASCII.GetString(reason.Code());

    [TestCase(EvaluationError.None, ExpectedResult = "")]
    [TestCase(EvaluationError.EnvironmentNotFound, ExpectedResult = "ENVIRONMENT_NOT_FOUND")]
    [TestCase(EvaluationError.FlagNotFound, ExpectedResult = "FLAG_NOT_FOUND")]
    [TestCase(EvaluationError.TargetingKeyMissing, ExpectedResult = "TARGETING_KEY_MISSING")]
    public string An_error_has_a_name_on_the_wire(EvaluationError error) => Encoding.ASCII.GetString(error.Code());

    [Test]
    public void Every_reason_has_a_name_of_its_own()
    {
        var names = Enum.GetValues<Reason>().Select(reason => Encoding.ASCII.GetString(reason.Code()));

        Assert.That(names, Is.Unique);
    }

    [Test]
    public void Every_error_has_a_name_of_its_own()
    {
        var names = Enum.GetValues<EvaluationError>().Select(error => Encoding.ASCII.GetString(error.Code()));

        Assert.That(names, Is.Unique);
    }
}
