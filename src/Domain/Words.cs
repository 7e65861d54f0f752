using System.Text.Json;
using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Domain;

/// <summary>The words that the values of an enumeration are on the wire. A word that there is not is read as a value that is not defined.</summary>
public static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => Of(value.ToString());

    public static IReadOnlyList<string> Of(Type type) => [.. Enum.GetNames(type).Select(Of)];

    internal static void Check<T>(T value, string path, Problems problems)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            problems.Add(path, $"must be {OneOf(Of(typeof(T)))}.");
        }
    }

    /// <summary><c>"a", "b" or "c"</c>.</summary>
    internal static string OneOf(IReadOnlyList<string> words) =>
        words.Count == 1 ? $"\"{words[0]}\"" : $"{string.Join(", ", words.SkipLast(1).Select(word => $"\"{word}\""))} or \"{words[^1]}\"";

    private static string Of(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
