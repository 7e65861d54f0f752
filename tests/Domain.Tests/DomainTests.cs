using System.Reflection;
using System.Xml.Linq;

namespace FeatureFlag.Domain.Tests;

/// <summary>The core stays pure: whatever it needed from outside would be needed to evaluate a flag.</summary>
public sealed class DomainTests
{
    private static readonly Assembly Domain = typeof(Error).Assembly;

    [Test]
    public void Uses_nothing_but_the_framework() =>
        Assert.That(Domain.GetReferencedAssemblies().Select(assembly => assembly.Name), Is.All.Match("^(System|netstandard)"));

    [Test]
    public void Its_project_asks_for_no_package_and_no_project()
    {
        var project = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "subject", "Domain.csproj"));

        Assert.That(
            project.Descendants().Select(element => element.Name.LocalName),
            Has.None.Match("^(Package|Project|Framework)?Reference$"));
    }

    [Test]
    public void Nothing_in_it_waits()
    {
        var methods = Domain.GetTypes().SelectMany(type => type.GetMethods(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly));

        Assert.That(methods.Select(method => method.ReturnType.Name), Has.None.Match("^(Value)?Task"));
    }
}
