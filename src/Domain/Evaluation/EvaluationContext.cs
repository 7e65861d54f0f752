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

    /// <summary>What conditions see as "$now"; the default is no time at all, and matches no date.</summary>
    public DateTimeOffset Now { get; init; }

    /// <summary>The id in UTF-8, if somebody who evaluates many flags has encoded it once for all.</summary>
    internal ReadOnlyMemory<byte> EncodedUserId { get; private init; }

    /// <summary>The same, quicker where many flags bucket by the user id.</summary>
    public EvaluationContext ForMany() => UserId is null ? this : this with { EncodedUserId = Encoding.UTF8.GetBytes(UserId) };
}
