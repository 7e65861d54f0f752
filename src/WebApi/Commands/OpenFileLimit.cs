using System.Globalization;

namespace FeatureFlag.WebApi.Commands;

/// <summary>How many files, and so connections, the system lets this process open.</summary>
internal static class OpenFileLimit
{
    private const string Limits = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>Null where the system does not say.</summary>
    public static long? Current { get; } = Read();

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
