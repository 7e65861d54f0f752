using System.Text.RegularExpressions;

namespace FeatureFlag.Deploy.Tests;

public sealed partial class DockerfileTests
{
    private const string Dockerfile = "deploy/docker/Dockerfile";

    /// <summary>Instructions with their continued lines joined, without comments.</summary>
    private static readonly IReadOnlyList<string> Instructions =
        [.. Continuation().Replace(string.Join('\n', Repository.Lines(Dockerfile).Where(line => !line.StartsWith('#'))), " ")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static IEnumerable<string> Sources => Instructions
        .Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from=", StringComparison.Ordinal))
        .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..^1]);

    [Test]
    public void Copies_what_exists() => Assert.That(Sources.Where(source => !Repository.Exists(source)), Is.Empty);

    [Test]
    public void Copies_every_project_that_the_server_consists_of()
    {
        var projects = ProjectsOf("src/WebApi/WebApi.csproj").Distinct().ToList();
        Assert.That(Sources, Is.SupersetOf(projects.Concat(projects.Select(project => $"{Path.GetDirectoryName(project)}/"))));
    }

    [Test]
    public void Is_given_by_dockerignore_what_it_copies()
    {
        var given = Repository.Lines(".dockerignore").Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();
        Assert.That(Sources.Select(source => source.Split('/')[0]).Where(first => !given.Contains(first)), Is.Empty);
    }

    [Test]
    public void Sets_settings_that_exist() => Assert.That(
        Instructions.Where(line => line.StartsWith("ENV ", StringComparison.Ordinal)).SelectMany(line => Assignment().Matches(line))
            .Select(assignment => assignment.Groups[1].Value).Where(name => !Settings.IsDocumented(name)),
        Is.Empty);

    [Test]
    public void Runs_as_an_ordinary_user_that_owns_the_data() => Assert.Multiple(() =>
    {
        Assert.That(Instructions, Does.Contain("USER $APP_UID"));
        Assert.That(Instructions, Has.One.Matches("^RUN mkdir -m 700 /data && chown .*APP_UID.* /data$"));
        Assert.That(Instructions, Has.One.Matches(@"^ENV .*\bStorage__DataDirectory=/data\b"));
    });

    [Test]
    public void Starts_and_checks_the_program_that_is_published() => Assert.Multiple(() =>
    {
        Assert.That(Instructions, Does.Contain("""ENTRYPOINT ["dotnet", "/app/FeatureFlag.WebApi.dll"]"""));
        Assert.That(Instructions, Has.One.Matches("""^HEALTHCHECK .* CMD \["dotnet", "/app/FeatureFlag\.WebApi\.dll", "health"\]$"""));
        Assert.That(Instructions, Does.Contain("WORKDIR /app"));
    });

    private static IEnumerable<string> ProjectsOf(string project) => ProjectReference().Matches(Repository.Read(project))
        .Select(reference => Path.GetRelativePath(Repository.Root, Repository.PathOf(Path.Combine(Path.GetDirectoryName(project)!, reference.Groups[1].Value))))
        .SelectMany(ProjectsOf).Prepend(project);

    [GeneratedRegex("""\\\n\s*""")]
    private static partial Regex Continuation();

    [GeneratedRegex("""(?<=\s)(\w+)=""")]
    private static partial Regex Assignment();

    [GeneratedRegex("""<ProjectReference Include="([^"]+)" />""")]
    private static partial Regex ProjectReference();
}
