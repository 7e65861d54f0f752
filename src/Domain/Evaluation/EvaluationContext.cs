using System.Text;

namespace FeatureFlag.Domain.Evaluation;

/// <summary>Who is asking.</summary>
/// <param name="UserId">The targeting key: 1 to 512 UTF-16 units, compared and hashed as given; null if there is none.</param>
/// <param name="Attributes">What else is known; null: nothing.</param>
public readonly record struct EvaluationContext(string? UserId, Attributes? Attributes = null)
{
    public const string UserIdName = "user_id";
    public const string NowName = "$now";
    public const int UserIdMaxLength = 512;
    public const string UserIdRule = "must be 1 to 512 characters, none of them NUL.";

    public const string TwoIdsRule = "differs from user_id. Send the id as user_id only.";

    /// <summary>What conditions see as "$now"; the default is no time at all, and matches no date.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>The id in UTF-8, if somebody who evaluates many flags has encoded it once for all.</summary>
    internal ReadOnlyMemory<byte> EncodedUserId { get; private init; }

    /// <summary>Attributes name another id: conditions see one, and two would be a riddle.</summary>
    public bool HasTwoIds =>
        Attributes?.Find(UserIdName) is { Kind: not AttributeKind.Missing } inner
        && !(inner.Kind == AttributeKind.String && inner.String == UserId);

    public static bool IsUserId(string text) => text.Length is > 0 and <= UserIdMaxLength && !text.Contains('\0', StringComparison.Ordinal);

    /// <summary>Whether all evaluations for this context together may go on matching patterns; null: each for itself.</summary>
    internal PatternAllowance? Patterns { get; private init; }

    /// <summary>The same, for many flags: quicker where they bucket by the user id, and bounded together.</summary>
    public EvaluationContext ForMany() => this with
    {
        EncodedUserId = UserId is null ? default : Encoding.UTF8.GetBytes(UserId),
        Patterns = new(),
    };
}

/// <summary>Spent when a pattern took too long. Of one evaluation of many flags, on one thread.</summary>
internal sealed class PatternAllowance
{
    public bool IsSpent { get; private set; }

    public void Spend() => IsSpent = true;
}
