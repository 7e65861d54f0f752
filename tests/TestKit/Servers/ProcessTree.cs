using System.Globalization;

namespace FeatureFlag.TestKit.Servers;

/// <summary>
/// Processes by parentage, from /proc. Process groups do not do: every backend of PostgreSQL makes a session of its own.
/// </summary>
internal static class ProcessTree
{
    /// <summary>The process and all its descendants, parents before children.</summary>
    public static IReadOnlyList<int> Of(int root)
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var pid) ? pid : 0)
            .Where(pid => pid > 0)
            .Select(pid => (Pid: pid, Stat: Read(pid)))
            .Where(process => process.Stat is not null)
            .ToLookup(process => process.Stat!.Value.Parent, process => process.Pid);

        var tree = new List<int> { root };
        for (var i = 0; i < tree.Count; i++)
        {
            tree.AddRange(children[tree[i]]);
        }

        return tree;
    }

    /// <summary>Gone, or a zombie that only waits to be reaped.</summary>
    public static bool IsGone(int pid) => Read(pid) is not { State: not ('Z' or 'X') };

    public static bool IsStoppedOrGone(int pid) => Read(pid) is not { State: not ('T' or 'Z' or 'X') };

    private static (char State, int Parent)? Read(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            // "pid (name) state ppid ...", and the name may hold blanks and brackets.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null;
        }
    }
}
