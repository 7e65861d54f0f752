namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>
/// Where an attribute is found: the name whole first, then split at dots and followed through objects. "user_id" and "$now"
/// stand beside the attributes.
/// </summary>
internal sealed class AttributePath
{
    private readonly bool _isNow;
    private readonly string[] _parts;

    public AttributePath(string name)
    {
        Name = name;
        _parts = name.Contains('.', StringComparison.Ordinal) ? name.Split('.') : [];
        IsUserId = name == EvaluationContext.UserIdName;
        _isNow = name == EvaluationContext.NowName;
    }

    /// <summary>As written.</summary>
    public string Name { get; }

    public bool IsUserId { get; }

    /// <summary><see cref="AttributeKind.Missing"/> if there is none, or null. "$now" is a number: Unix milliseconds, to 100 ns.</summary>
    public AttributeValue Find(in EvaluationContext context)
    {
        if (IsUserId)
        {
            return AttributeValue.Of(context.UserId);
        }

        if (_isNow)
        {
            return context.Now == default ? default : (context.Now.UtcTicks - DateTime.UnixEpoch.Ticks) / (decimal)TimeSpan.TicksPerMillisecond;
        }

        if (context.Attributes is not { } attributes)
        {
            return default;
        }

        var whole = attributes.Find(Name);
        return whole.Kind != AttributeKind.Missing || _parts.Length == 0 ? whole : Follow(attributes);
    }

    private AttributeValue Follow(Attributes attributes)
    {
        AttributeValue value = attributes;
        foreach (var part in _parts)
        {
            if (value.Kind != AttributeKind.Object)
            {
                return default;
            }

            value = value.Attributes.Find(part);
        }

        return value;
    }
}
