namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>What a flag buckets by, with its salt ready to be hashed.</summary>
internal sealed class BucketKey(string salt, string attribute)
{
    private readonly byte[] _prefix = Bucketing.Prefix(salt);
    private readonly AttributePath _path = new(attribute);

    /// <summary>0 … 99 999; <see cref="EvaluationResult.NoBucket"/> if the context has no text or number to bucket by.</summary>
    public int Bucket(in EvaluationContext context)
    {
        if (!_path.IsUserId)
        {
            var value = _path.Find(context);
            return value.Kind switch
            {
                AttributeKind.String => Bucketing.Bucket(_prefix, value.String),
                AttributeKind.Number => Bucketing.Bucket(_prefix, value.Number.ToString()),
                _ => EvaluationResult.NoBucket,
            };
        }

        if (!context.EncodedUserId.IsEmpty)
        {
            return Bucketing.Bucket(_prefix, context.EncodedUserId.Span);
        }

        return context.UserId is { } id ? Bucketing.Bucket(_prefix, id) : EvaluationResult.NoBucket;
    }
}
