using FeatureFlag.Application.Pipeline;
using FeatureFlag.Domain;
using MediatR;

namespace FeatureFlag.Application.Tests.Pipeline;

/// <summary>What every request must be, also the one that somebody writes next year.</summary>
internal sealed class RequestsTests
{
    private static readonly IReadOnlyList<Type> All =
        [.. typeof(ChangeScope).Assembly.GetTypes().Where(type => type is { IsAbstract: false, IsInterface: false } && Response(type) is not null)];

    [Test]
    public void There_are_some() => Assert.That(All, Is.Not.Empty);

    [TestCaseSource(nameof(All))]
    public void Says_who_may_send_it(Type request) =>
        Assert.That(request.IsAssignableTo(typeof(IPublic)) ^ request.IsAssignableTo(typeof(IRequireRole)), Is.True);

    [TestCaseSource(nameof(All))]
    public void Answers_with_a_result(Type request) =>
        Assert.That(Response(request)!.GetGenericTypeDefinition(), Is.EqualTo(typeof(Result<>)));

    [TestCaseSource(nameof(All))]
    public void Does_not_change_anything_under_the_name_of_a_question(Type request) => Assert.That(
        request.IsAssignableTo(typeof(IChange)) && (request.Name.StartsWith("Get", StringComparison.Ordinal) || request.Name.StartsWith("List", StringComparison.Ordinal)),
        Is.False);

    private static Type? Response(Type type) => type.GetInterfaces()
        .FirstOrDefault(implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IRequest<>))?.GetGenericArguments()[0];
}
