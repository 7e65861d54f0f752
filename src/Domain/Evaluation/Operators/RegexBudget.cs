using System.Globalization;

namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>
/// What the patterns of one condition may cost, and those of its flag together. Measured: a regex takes 0.1 to 0.6 MB; many
/// different ranges outside of ASCII in one take memory and time by the square of their number, 5 MB for 500 characters of
/// them and 290 MB for 5000.
/// </summary>
internal sealed class RegexBudget
{
    private readonly string _whose;
    private readonly int _maxLeaves;
    private readonly int _maxCharacters;
    private readonly int _maxForeign;
    private readonly RegexBudget? _whole;
    private int _leaves;
    private int _characters;
    private int _foreign;

    private RegexBudget(string whose, int maxLeaves, int maxCharacters, int maxForeign, RegexBudget? whole = null) =>
        (_whose, _maxLeaves, _maxCharacters, _maxForeign, _whole) = (whose, maxLeaves, maxCharacters, maxForeign, whole);

    public static RegexBudget OfFlag() => new("flag", 50, 20_000, 4096);

    /// <param name="flag">What is left for all conditions of the flag; null: the condition stands alone.</param>
    public static RegexBudget OfCondition(RegexBudget? flag) => new("condition", 10, 10_000, 2048, flag);

    /// <returns>Null if there was enough left; else what is too much.</returns>
    public string? Spend(IReadOnlyList<(string Text, int Index)> patterns)
    {
        _leaves++;
        foreach (var (text, _) in patterns)
        {
            _characters += text.Length;
            _foreign += IsForeign(text) ? text.Length : 0;
        }

        if (_leaves > _maxLeaves)
        {
            return Sentence($"are too much: a {_whose} may use matches and not_matches {_maxLeaves} times. Put the patterns into one list.");
        }

        return _characters > _maxCharacters || _foreign > _maxForeign
            ? Sentence($"are too long together: a {_whose} may have {_maxCharacters} characters of patterns, of foreign ones {_maxForeign}.")
            : _whole?.Spend(patterns);
    }

    private static bool IsForeign(string pattern) =>
        pattern.AsSpan().ContainsAnyExceptInRange('\0', '\x7f') || pattern.Contains(@"\u", StringComparison.Ordinal);

    private static string Sentence(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
