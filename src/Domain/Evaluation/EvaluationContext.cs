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

    /// <summary>The same, quicker where many flags bucket by the user id.</summary>
    public EvaluationContext ForMany() => UserId is null ? this : this with { EncodedUserId = Encoding.UTF8.GetBytes(UserId) };
}
