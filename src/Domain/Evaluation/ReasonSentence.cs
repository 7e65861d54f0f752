using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace FeatureFlag.Domain.Evaluation;

/// <summary>The reason of an evaluation as a sentence for people. Holds only ASCII that JSON need not escape.</summary>
public static class ReasonSentence
{
    /// <summary>No sentence is longer (bytes).</summary>
    public const int MaxLength = 128;

    /// <param name="result">What was decided.</param>
    /// <param name="utf8">At least <see cref="MaxLength"/> bytes.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Write(in EvaluationResult result, Span<byte> utf8) => (result.Reason, result.Error) switch
    {
        (Reason.Static, _) => Copy("Flag is on for everyone"u8, utf8),
        (Reason.Disabled, _) when result.Flag!.IsArchived => Copy("Flag is archived"u8, utf8),
        (Reason.Disabled, _) => Copy("Flag is disabled"u8, utf8),
        (Reason.Split, _) => Split(result, utf8),
        (_, EvaluationError.EnvironmentNotFound) => Copy("Environment not found"u8, utf8),
        (_, EvaluationError.FlagNotFound) => Copy("Flag not found in this environment"u8, utf8),
        _ => Copy("Flag needs a user_id to decide its percentage rollout"u8, utf8),
    };

    public static string Of(in EvaluationResult result)
    {
        Span<byte> utf8 = stackalloc byte[MaxLength];
        return Encoding.UTF8.GetString(utf8[..Write(result, utf8)]);
    }

    private static int Split(in EvaluationResult result, Span<byte> utf8)
    {
        var percent = result.Flag!.RolloutPercent;
        var place = result.IsEnabled ? "within" : "outside";
        int written;
        _ = result.Bucket == EvaluationResult.NoBucket
            ? Utf8.TryWrite(utf8, CultureInfo.InvariantCulture, $"Every user is {place} {percent}% rollout", out written)
            : Utf8.TryWrite(utf8, CultureInfo.InvariantCulture, $"User bucket {result.Bucket} is {place} {percent}% rollout", out written);
        return written;
    }

    private static int Copy(ReadOnlySpan<byte> sentence, Span<byte> utf8)
    {
        sentence.CopyTo(utf8);
        return sentence.Length;
    }
}
