namespace FeatureFlag.Domain.Evaluation.Flagd;

/// <summary>Why a flag is not exported.</summary>
/// <param name="Path">Where in the flag, such as <c>rules[0].when.all[1].operator</c>.</param>
/// <param name="Reason">A sentence.</param>
internal sealed record Gap(string Path, string Reason)
{
    public const string OnlyUserId =
        "flagd buckets by a text: numbers it writes in other ways, and other kinds of values it cannot tell from texts. Only user_id is always a text.";

    public const string OnlyAscii = "flagd's JavaScript and .NET providers hash other characters than ASCII differently, so nobody would keep a bucket.";
}
