using System.Reflection;
using System.Xml.Linq;

namespace FeatureFlag.Domain.Tests;

/// <summary>
/// The core stays pure: whatever it needed from outside would be needed to evaluate a flag. MathNet is not, it serves experiments alone
/// (docs/adr/distributions.md).
/// </summary>
public sealed class DomainTests
{
    private static readonly Assembly Domain = typeof(Error).Assembly;

    [Test]
    public void Uses_nothing_but_the_framework_and_the_distributions_of_MathNet() =>
        Assert.That(Domain.GetReferencedAssemblies().Select(assembly => assembly.Name), Is.All.Match("^(System|netstandard|MathNet.Numerics$)"));

    [Test]
    public void Its_project_asks_for_no_other_package_and_no_project()
    {
        var project = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "subject", "Domain.csproj"));
        var references = project.Descendants().Where(element => element.Name.LocalName.EndsWith("Reference", StringComparison.Ordinal));

        Assert.That(
            references.Select(reference => $"{reference.Name.LocalName} {reference.Attribute("Include")?.Value}"),
            Is.EqualTo(["PackageReference MathNet.Numerics"]));
    }

    [Test]
    public void Nothing_in_it_waits()
    {
        var methods = Domain.GetTypes().SelectMany(type => type.GetMethods(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly));

        Assert.That(methods.Select(method => method.ReturnType.Name), Has.None.Match("^(Value)?Task"));
    }
}
