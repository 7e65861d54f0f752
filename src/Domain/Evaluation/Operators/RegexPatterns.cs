using System.Globalization;
using System.Text.RegularExpressions;

namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>Makes regexes that run in linear time, or says in words why not.</summary>
internal static class RegexPatterns
{
    public const int MaxLength = 512;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;
    private const string TooLarge = "is too large: make its repetitions smaller, as {1000} inside {1000} is a million.";

    /// <summary>
    /// Linear time can still be long: repetitions of a thousand take up to 13 ms a character. All that a flag was made to match takes
    /// microseconds; what takes this long ends matching for the whole evaluation.
    /// </summary>
    private static readonly TimeSpan MatchPatience = TimeSpan.FromMilliseconds(250);

    /// <summary>Null if it is one; else what is wrong with it. Quick: it does not build what matching needs.</summary>
    public static string? Fault(string pattern)
    {
        if (pattern.Length > MaxLength)
        {
            return string.Create(CultureInfo.InvariantCulture, $"is {pattern.Length} characters long; a pattern may have {MaxLength}.");
        }

        return SyntaxFault(pattern) is { } fault ? $"is no regular expression: {fault}" : null;
    }

    /// <summary>One regex for all of them, as each costs some hundred kilobytes and a millisecond.</summary>
    /// <param name="patterns">Without a <see cref="Fault"/>.</param>
    /// <param name="values">Receives the problem, if there is one; then the result is null.</param>
    public static Regex? Join(IReadOnlyList<(string Text, int Index)> patterns, OperatorValues values)
    {
        var options = values.IgnoresCase ? Options | RegexOptions.IgnoreCase : Options;
        try
        {
            return new(string.Join('|', patterns.Select(pattern => Group(pattern.Text))), options, MatchPatience);
        }
        catch (Exception e) when (e is NotSupportedException or ArgumentException)
        {
            Blame(patterns, options, values);
            return null;
        }
    }

    /// <summary>A pattern may end in a comment, where it has switched (?x) on: then the bracket is part of it, and a line break ends it.</summary>
    private static string Group(string pattern) =>
        SyntaxFault($"(?:{pattern})") is null ? $"(?:{pattern})" : $"(?:{pattern}\n)";

    private static string? SyntaxFault(string pattern)
    {
        try
        {
            _ = new Regex(pattern, RegexOptions.CultureInvariant);
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    private static void Blame(IReadOnlyList<(string Text, int Index)> patterns, RegexOptions options, OperatorValues values)
    {
        foreach (var (text, index) in patterns)
        {
            try
            {
                _ = new Regex(text, options);
            }
            catch (NotSupportedException e)
            {
                values.Refuse(index, Reason(e));
                return;
            }
        }

        values.Refuse("are too large together; use fewer or simpler patterns.");
    }

    /// <summary>The framework names in quotes what it does not support, or there stands the size.</summary>
    private static string Reason(NotSupportedException e) => e.Message.Split('\'') is [_, [var first, ..] what, ..] && !char.IsAsciiDigit(first)
        ? $"uses what cannot be matched in linear time: {what}."
        : TooLarge;
}
