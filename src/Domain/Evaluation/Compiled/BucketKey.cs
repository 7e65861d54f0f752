namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>What a flag buckets by, with its salt ready to be hashed.</summary>
internal sealed class BucketKey(string salt, string attribute)
{
    private readonly byte[] _prefix = Bucketing.Prefix(salt);
    private readonly AttributePath _path = new(attribute);

    /// <summary>0 … 99 999; <see cref="EvaluationResult.NoBucket"/> if the context has no text or number to bucket by.</summary>
    public int Bucket(in EvaluationContext context)
    {
        if (!context.EncodedUserId.IsEmpty && _path.IsUserId)
        {
            return Bucketing.Bucket(_prefix, context.EncodedUserId.Span);
        }

        return IdOf(context) is { } id ? Bucketing.Bucket(_prefix, id) : EvaluationResult.NoBucket;
    }

    /// <param name="context">Who is asking.</param>
    /// <param name="unit">From <see cref="UnitOf"/> of a key that buckets by the same.</param>
    public int Bucket(in EvaluationContext context, string unit) => !context.EncodedUserId.IsEmpty && _path.IsUserId
        ? Bucketing.Bucket(_prefix, context.EncodedUserId.Span)
        : Bucketing.Bucket(_prefix, unit);

    /// <summary>As <see cref="IdOf"/>, if exposures can be kept under it: a text of nothing, or an endless one, is nobody.</summary>
    public string? UnitOf(in EvaluationContext context) => IdOf(context) is { } id && EvaluationContext.IsUserId(id) ? id : null;

    /// <summary>What <see cref="Bucket(in EvaluationContext)"/> hashes behind the salt; null if there is nothing to.</summary>
    public string? IdOf(in EvaluationContext context)
    {
        if (_path.IsUserId)
        {
            return context.UserId;
        }

        var value = _path.Find(context);
        return value.Kind switch
        {
            AttributeKind.String => value.String,
            AttributeKind.Number => value.Number.ToString(),
            _ => null,
        };
    }
}
