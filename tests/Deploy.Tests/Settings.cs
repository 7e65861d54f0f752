using System.Text.Json;
using System.Text.RegularExpressions;

namespace FeatureFlag.Deploy.Tests;

/// <summary>The names of all settings, in their form as environment variables, by where they are found.</summary>
internal static partial class Settings
{
    /// <summary>What the framework reads without being named in our sources. "&lt;…&gt;" stands for any one name.</summary>
    private static readonly string[] OfTheFramework =
    [
        "ASPNETCORE_ENVIRONMENT", "Logging__LogLevel__<category>", "Logging__Console__FormatterName", "Logging__Console__FormatterOptions__<option>",
    ];

    /// <summary>Those in the table of docs/configuration.md.</summary>
    public static IReadOnlyList<string> Documented { get; } =
        [.. Repository.Lines("docs/configuration.md").TakeWhile(line => line != "## Where settings come from")
            .Select(line => TableRow().Match(line)).Where(row => row.Success).Select(row => row.Groups[1].Value)];

    /// <summary>Those that the sources read.</summary>
    public static IReadOnlyList<string> Known { get; } =
        [.. Repository.Files.Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(path => Reads().Matches(Repository.Read(path))).Select(read => Variable(read.Groups["key"].Value))
            .Concat(OfTheFramework).Distinct()];

    /// <summary>Those that the shipped appsettings.json sets.</summary>
    public static IEnumerable<string> Shipped() => Leaves("", JsonDocument.Parse(Repository.Read("src/WebApi/appsettings.json")).RootElement);

    public static bool IsDocumented(string variable) => Documented.Any(documented => IsSame(documented, variable));

    private static bool IsSame(string documented, string variable)
    {
        var open = documented.IndexOf('<', StringComparison.Ordinal);
        return open < 0 ? documented == variable : variable.StartsWith(documented[..open], StringComparison.Ordinal);
    }

    private static IEnumerable<string> Leaves(string path, JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(field => Leaves(path.Length == 0 ? field.Name : $"{path}__{field.Name}", field.Value))
        : [path];

    private static string Variable(string key) => key switch
    {
        "urls" or "http_ports" or "https_ports" => $"ASPNETCORE_{key.ToUpperInvariant()}",
        "Kestrel:Endpoints" => "Kestrel__Endpoints__<name>__Url",
        _ => key.Replace(":", "__", StringComparison.Ordinal),
    };

    [GeneratedRegex("""^\| `([^`]+)` \|""")]
    private static partial Regex TableRow();

    // settings.Number("…", configuration["…"], GetSection("…"), the names of addresses, and constants for names of variables.
    [GeneratedRegex("""
        (?:\bsettings\.\w+\(\s*|[cC]onfiguration\[|\bGetSection\(|const\ string\ \w*Variable\ =\ )"(?<key>[^"]+)" | "(?<key>urls|https?_ports)"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Reads();
}
