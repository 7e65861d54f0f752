namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>Where an attribute is found: the name whole first, then split at dots and followed through objects.</summary>
internal sealed class AttributePath
{
    private readonly string _name;
    private readonly string[] _parts;

    public AttributePath(string name)
    {
        _name = name;
        _parts = name.Contains('.', StringComparison.Ordinal) ? name.Split('.') : [];
        IsUserId = name == EvaluationContext.UserIdName;
    }

    public bool IsUserId { get; }

    /// <summary><see cref="AttributeKind.Missing"/> if there is none, or null.</summary>
    public AttributeValue Find(in EvaluationContext context)
    {
        if (IsUserId)
        {
            return AttributeValue.Of(context.UserId);
        }

        if (context.Attributes is not { } attributes)
        {
            return default;
        }

        var whole = attributes.Find(_name);
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
