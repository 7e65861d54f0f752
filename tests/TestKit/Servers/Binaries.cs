using System.Globalization;

namespace FeatureFlag.TestKit.Servers;

/// <summary>Looks for executables of servers.</summary>
internal static class Binaries
{
    public static string? InPath(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append("/usr/sbin")
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);

    /// <summary>The directory with both initdb and postgres; Debian keeps them out of PATH.</summary>
    public static string? PostgresDirectory()
    {
        var inPath = InPath("initdb") is { } initdb ? Path.GetDirectoryName(initdb) : null;
        return VersionedDirectories().Prepend(inPath).FirstOrDefault(directory =>
            directory is not null
            && File.Exists(Path.Combine(directory, "initdb"))
            && File.Exists(Path.Combine(directory, "postgres")));
    }

    private static IEnumerable<string?> VersionedDirectories() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql")
                .OrderByDescending(VersionOf)
                .Select(version => Path.Combine(version, "bin"))
            : [];

    private static double VersionOf(string directory) =>
        double.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var version) ? version : 0;
}
