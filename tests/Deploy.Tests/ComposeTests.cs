using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace FeatureFlag.Deploy.Tests;

public sealed partial class ComposeTests
{
    private const string Folder = "deploy/compose";

    private static readonly string Text = Repository.Read($"{Folder}/compose.yaml");
    private static readonly YamlMappingNode Services = (YamlMappingNode)Load()["services"];

    private static readonly string[] Names = [.. Services.Children.Keys.Select(name => name.ToString())];

    private static YamlMappingNode App => (YamlMappingNode)Services["app"];

    private static IReadOnlyDictionary<string, string> Environment =>
        ((YamlMappingNode)App["environment"]).Children.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value.ToString());

    [TestCaseSource(nameof(Names))]
    public void Every_service_has_a_health_check_and_is_started_again(string name)
    {
        var service = (YamlMappingNode)Services[name];
        Assert.Multiple(() =>
        {
            Assert.That(service["healthcheck"]["test"].AllNodes.Count(), Is.GreaterThan(1));
            Assert.That(service["restart"].ToString(), Is.EqualTo("unless-stopped"));
        });
    }

    [Test]
    public void The_server_waits_until_the_others_are_healthy()
    {
        var needs = (YamlMappingNode)App["depends_on"];
        Assert.Multiple(() =>
        {
            Assert.That(needs.Children.Keys.Select(name => name.ToString()), Is.EquivalentTo(Names.Where(name => name != "app")));
            Assert.That(needs.Children.Values.Select(need => need["condition"].ToString()), Is.All.EqualTo("service_healthy"));
        });
    }

    [Test]
    public void Sets_settings_that_exist() => Assert.That(Environment.Keys.Where(name => !Settings.IsDocumented(name)), Is.Empty);

    [Test]
    public void Refuses_to_start_without_secrets() => Assert.Multiple(() =>
    {
        Assert.That(Environment["Auth__JwtSecret"], Does.StartWith("${AUTH_JWT_SECRET:?"));
        Assert.That(Environment["ConnectionStrings__Postgres"], Does.Contain("Password=${POSTGRES_PASSWORD:?"));
        Assert.That(Services["postgres"]["environment"]["POSTGRES_PASSWORD"].ToString(), Does.StartWith("${POSTGRES_PASSWORD:?"));
        Assert.That(Environment["ConnectionStrings__Redis"], Does.Contain(",password=${REDIS_PASSWORD:?"));
        Assert.That(Services["redis"]["environment"]["REDISCLI_AUTH"].ToString(), Does.StartWith("${REDIS_PASSWORD:?"));
        Assert.That(Services["redis"]["command"][2].ToString(), Does.StartWith("${REDIS_PASSWORD:?"));
    });

    [Test]
    public void Publishes_one_port_on_this_machine_only()
    {
        var published = Services.Children.Values.OfType<YamlMappingNode>().Where(service => service.Children.ContainsKey("ports"))
            .SelectMany(service => (YamlSequenceNode)service["ports"]).Select(port => port.ToString());
        Assert.That(published, Is.EqualTo(new[] { "${FEATUREFLAG_ADDRESS:-127.0.0.1}:${FEATUREFLAG_PORT:-8000}:8000" }));
    }

    [Test]
    public void The_server_cannot_write_outside_of_tmp_and_its_data() => Assert.Multiple(() =>
    {
        Assert.That(App["read_only"].ToString(), Is.EqualTo("true"));
        Assert.That(((YamlSequenceNode)App["volumes"]).Select(volume => volume.ToString()), Is.EqualTo(new[] { "app-data:/data" }));
        Assert.That(((YamlSequenceNode)App["tmpfs"]).Select(path => path.ToString()), Is.EqualTo(new[] { "/tmp" }));
    });

    [Test]
    public void Builds_from_files_that_exist() => Assert.Multiple(() =>
    {
        var context = $"{Folder}/{App["build"]["context"]}";
        Assert.That(Repository.PathOf(context).TrimEnd('/'), Is.EqualTo(Repository.Root.TrimEnd('/')));
        Assert.That(Repository.Exists($"{context}/{App["build"]["dockerfile"]}"), Is.True);
    });

    [Test]
    public void The_example_names_exactly_the_variables_that_are_used() => Assert.That(
        Repository.Lines($"{Folder}/.env.example").Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
            .Select(line => line.Split('=')[0]),
        Is.EquivalentTo(Variable().Matches(Text).Select(variable => variable.Groups[1].Value).Distinct()));

    private static YamlMappingNode Load()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text));
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    [GeneratedRegex(@"\$\{(\w+)")]
    private static partial Regex Variable();
}
