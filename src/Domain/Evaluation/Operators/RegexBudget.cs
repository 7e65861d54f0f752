using System.Globalization;

namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>
/// What the patterns of one condition may cost. Measured: a regex takes 0.1 to 0.6 MB; many different ranges outside of ASCII
/// in one take memory and time by the square of their number, 5 MB for 500 characters of them and 290 MB for 5000.
/// </summary>
internal sealed class RegexBudget
{
    public const int MaxLeaves = 10;
    public const int MaxCharacters = 10_000;
    public const int MaxCharactersOfForeign = 2048;

    private int _leaves;
    private int _characters;
    private int _charactersOfForeign;

    /// <returns>Null if there was enough left; else what is too much.</returns>
    public string? Spend(IReadOnlyList<(string Text, int Index)> patterns)
    {
        _leaves++;
        foreach (var (text, _) in patterns)
        {
            _characters += text.Length;
            _charactersOfForeign += IsForeign(text) ? text.Length : 0;
        }

        if (_leaves > MaxLeaves)
        {
            return Sentence($"are too much: a condition may use matches and not_matches {MaxLeaves} times. Put the patterns into one list.");
        }

        return _characters > MaxCharacters || _charactersOfForeign > MaxCharactersOfForeign
            ? Sentence($"are too long together: a condition may have {MaxCharacters} characters of patterns, of foreign ones {MaxCharactersOfForeign}.")
            : null;
    }

    private static bool IsForeign(string pattern) =>
        pattern.AsSpan().ContainsAnyExceptInRange('\0', '\x7f') || pattern.Contains(@"\u", StringComparison.Ordinal);

    private static string Sentence(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
