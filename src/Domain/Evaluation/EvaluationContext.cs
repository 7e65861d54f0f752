namespace FeatureFlag.Domain.Evaluation;

/// <summary>Who is asking.</summary>
/// <param name="UserId">The targeting key: 1 to 512 UTF-16 units, compared and hashed as given; null if there is none.</param>
public readonly record struct EvaluationContext(string? UserId)
{
    public const int UserIdMaxLength = 512;
    public const string UserIdRule = "must be 1 to 512 characters, none of them NUL.";
}
