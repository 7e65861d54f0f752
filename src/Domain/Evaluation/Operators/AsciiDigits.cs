namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>0 to 9 and no other script's. By hand: the framework's searches by range box their bounds until they are optimised.</summary>
internal static class AsciiDigits
{
    public static bool AreAll(ReadOnlySpan<char> text) => CountAtStart(text) == text.Length;

    public static int CountAtStart(ReadOnlySpan<char> text)
    {
        var count = 0;
        while (count < text.Length && char.IsAsciiDigit(text[count]))
        {
            count++;
        }

        return count;
    }
}
