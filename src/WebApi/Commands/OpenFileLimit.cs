using System.Globalization;
using FeatureFlag.Infrastructure.Security;

namespace FeatureFlag.WebApi.Commands;

/// <summary>How many files, and so connections, the system lets this process open.</summary>
internal static class OpenFileLimit
{
    /// <summary>Assemblies, the database and sockets of its own: what a server holds before the first client.</summary>
    private const long Own = 512;

    private const long Least = 1024;

    private const string Limits = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>
    /// The connections that fit beside the server's own files; null where the system does not say. One too many, and the
    /// runtime cannot even open what it needs to refuse it: the process dies.
    /// </summary>
    /// <exception cref="ConfigurationException">The limit is too low to serve at all.</exception>
    public static long? Connections() => Read() switch
    {
        null => null,
        < Least and var files => throw new ConfigurationException(
            $"The system lets this process open {files} files; a server needs at least {Least}, better 65536. Raise it: ulimit -n 65536, or LimitNOFILE in a systemd unit."),
        var enough => (enough - Own) * 8 / 10,
    };

    /// <summary>The limit on open files; null where the system does not say.</summary>
    private static long? Read()
    {
        if (!File.Exists(Limits))
        {
            return null;
        }

        var soft = File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal))?[Line.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return long.TryParse(soft, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
