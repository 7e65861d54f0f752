using System.Text.Json;
using System.Text.RegularExpressions;

namespace FeatureFlag.Deploy.Tests;

/// <summary>What documentation names must be there.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Pages = [.. Repository.Files.Where(path => path.EndsWith(".md", StringComparison.Ordinal))];

    [TestCaseSource(nameof(Pages))]
    public void Links_lead_to_files(string page)
    {
        var folder = Path.GetDirectoryName(page)!;
        var broken = Link().Matches(Repository.Read(page)).Select(link => link.Groups[1].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(target => !Repository.Exists(Path.Combine(folder, target)));
        Assert.That(broken, Is.Empty);
    }

    [TestCaseSource(nameof(Pages))]
    public void Links_to_sections_lead_to_headings(string page)
    {
        var folder = Path.GetDirectoryName(page)!;
        var broken = Link().Matches(Repository.Read(page)).Select(link => link.Groups[1].Value.Split('#'))
            .Where(parts => parts.Length == 2 && !parts[0].Contains("://", StringComparison.Ordinal))
            .Where(parts => !Anchors(parts[0].Length == 0 ? page : Path.Combine(folder, parts[0])).Contains(parts[1]))
            .Select(parts => string.Join('#', parts));
        Assert.That(broken, Is.Empty);
    }

    [TestCaseSource(nameof(Pages))]
    public void Files_that_are_named_exist(string page) => Assert.That(
        Code().Matches(Repository.Read(page)).Select(code => code.Groups[1].Value)
            .Where(name => (IsPath(name) && !Repository.Exists(name)) || (IsFile(name) && !IsEndOfAFile(name))),
        Is.Empty);

    [Test]
    public void The_map_names_every_route()
    {
        using var document = JsonDocument.Parse(Repository.Read("src/WebApi/openapi.json"));
        var map = Repository.Read("docs/map.md");
        var routes = document.RootElement.GetProperty("paths").EnumerateObject().Select(path => path.Name).ToList();
        Assert.Multiple(() =>
        {
            Assert.That(routes, Is.Not.Empty);
            Assert.That(routes.Where(route => !Regex.IsMatch(map, $"{Regex.Escape(route)}[`,]")), Is.Empty);
        });
    }

    [Test]
    public void The_map_stays_short() => Assert.That(Repository.Lines("docs/map.md"), Has.Length.LessThanOrEqualTo(140));

    private static bool IsPath(string name) => PathName().IsMatch(name);

    private static bool IsFile(string name) => FileName().IsMatch(name);

    private static bool IsEndOfAFile(string name) =>
        Repository.Files.Any(file => file == name || file.EndsWith($"/{name}", StringComparison.Ordinal));

    /// <summary>As the usual viewers make them: lower case, blanks to hyphens, other signs dropped.</summary>
    private static IEnumerable<string> Anchors(string page) => Repository.Lines(page).Where(line => line.StartsWith('#'))
        .Select(line => NoAnchor().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^(src|tests|docs|deploy|\.ci)(/[\w.-]+)+/?$")]
    private static partial Regex PathName();

    [GeneratedRegex(@"^[\w./-]+\.(cs|csproj|props|sln|sql|sh|yaml|md|service)$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"[^\w\s-]")]
    private static partial Regex NoAnchor();
}
