using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Evaluation;

/// <summary>The reason of an evaluation as a sentence for people. Holds only ASCII that JSON need not escape.</summary>
public static class ReasonSentence
{
    /// <summary>No sentence is longer (bytes).</summary>
    public const int MaxLength = 256;

    /// <param name="result">What was decided.</param>
    /// <param name="utf8">At least <see cref="MaxLength"/> bytes.</param>
    /// <returns>The number of bytes written.</returns>
    public static int Write(in EvaluationResult result, Span<byte> utf8) => result.Reason switch
    {
        Reason.Static when result.Flag!.Type == FlagType.Boolean && result.IsEnabled => Copy("Flag is on for everyone"u8, utf8),
        Reason.Static => Format(utf8, $"Everyone gets variant {result.Variant!.Key}"),
        Reason.Disabled when result.Flag!.IsArchived => Copy("Flag is archived"u8, utf8),
        Reason.Disabled => Copy("Flag is disabled"u8, utf8),
        Reason.TargetingMatch when result.Rule is { } rule => Format(utf8, $"Rule {rule.Number} matched"),
        Reason.TargetingMatch => Copy("User is targeted individually"u8, utf8),
        Reason.Default => Format(utf8, $"No rule matched: the default is variant {result.Variant!.Key}"),
        Reason.PrerequisiteFailed when result.HeldOutBy is { } holdout => Format(utf8, $"User is held out by holdout {holdout.Key}"),
        Reason.PrerequisiteFailed => Format(utf8, $"Prerequisite {result.UnmetPrerequisite} is not met"),
        Reason.Split when result.Experiment is { } experiment =>
            Format(utf8, $"Experiment {experiment.Key}: user bucket {result.Bucket} falls to variant {result.Variant!.Key}"),
        Reason.Split => Split(result, utf8),
        _ => Copy(Sentence(result.Error), utf8),
    };

    public static string Of(in EvaluationResult result)
    {
        Span<byte> utf8 = stackalloc byte[MaxLength];
        return Encoding.UTF8.GetString(utf8[..Write(result, utf8)]);
    }

    private static ReadOnlySpan<byte> Sentence(EvaluationError error) => error switch
    {
        EvaluationError.EnvironmentNotFound => "Environment not found"u8,
        EvaluationError.FlagNotFound => "Flag not found in this environment"u8,
        EvaluationError.FlagInvalid => "Flag has a configuration that this server does not understand"u8,
        _ => "Flag needs a user_id to decide its percentage rollout"u8,
    };

    private static int Split(in EvaluationResult result, Span<byte> utf8)
    {
        var (percent, bucket, variant) = (result.Flag!.RolloutPercent, result.Bucket, result.Variant!.Key);
        var place = result.IsEnabled ? "within" : "outside";
        var isPlain = result.Flag.Type == FlagType.Percentage && result.Flag.IsDefaultOfType && result.Rule is null;
        return (isPlain, result.Rule, bucket) switch
        {
            (true, _, EvaluationResult.NoBucket) => Format(utf8, $"Every user is {place} {percent}% rollout"),
            (true, _, _) => Format(utf8, $"User bucket {bucket} is {place} {percent}% rollout"),
            (_, null, EvaluationResult.NoBucket) => Format(utf8, $"Every user falls to variant {variant}"),
            (_, null, _) => Format(utf8, $"User bucket {bucket} falls to variant {variant}"),
            (_, { } rule, EvaluationResult.NoBucket) => Format(utf8, $"Rule {rule.Number} matched: every user falls to variant {variant}"),
            (_, { } rule, _) => Format(utf8, $"Rule {rule.Number} matched: user bucket {bucket} falls to variant {variant}"),
        };
    }

    private static int Format(Span<byte> utf8, [InterpolatedStringHandlerArgument(nameof(utf8))] ref Utf8.TryWriteInterpolatedStringHandler text)
    {
        _ = Utf8.TryWrite(utf8, ref text, out var written);
        return written;
    }

    private static int Copy(ReadOnlySpan<byte> sentence, Span<byte> utf8)
    {
        sentence.CopyTo(utf8);
        return sentence.Length;
    }
}
