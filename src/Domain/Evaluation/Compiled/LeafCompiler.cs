using FeatureFlag.Domain.Evaluation.Operators;
using FeatureFlag.Domain.Flags;
using FeatureFlag.Domain.Targeting;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>Binds one leaf, or says what is wrong with it and where.</summary>
internal sealed class LeafCompiler(Condition leaf, string path, string salt, Action<string, string> problems, RegexBudget regexes)
{
    private const int AttributeMaxLength = 512;

    /// <summary>After a problem the result is of no use.</summary>
    public CompiledCondition? Compile() => leaf.Operator switch
    {
        null => Refuse("operator", "is missing: say how the attribute is compared, such as \"equals\"."),
        "exists" => Presence(isWanted: true),
        "not_exists" => Presence(isWanted: false),
        "in_segment" => InSegment(isNegated: false),
        "not_in_segment" => InSegment(isNegated: true),
        "flag_is" => FlagIs(isNegated: false),
        "flag_is_not" => FlagIs(isNegated: true),
        "within_percentage" => WithinPercentage(),
        var name when AttributeOperator.All.TryGetValue(name, out var known) => Comparison(known),
        _ => Refuse("operator", $"there is no such operator. Operators: {string.Join(", ", ConditionOperators.All)}."),
    };

    private CompiledCondition Comparison(AttributeOperator known)
    {
        if (!known.AllowsIgnoreCase)
        {
            RefuseIgnoreCase();
        }

        var attribute = Path(known.AllowsNow);
        var test = known.Bind(Values());
        return test is RegexTest regex
            ? new RegexLeaf(attribute, regex, known.IsNegated)
            : new AttributeLeaf(attribute, test, known.IsNegated);
    }

    private PresenceLeaf Presence(bool isWanted)
    {
        RefuseIgnoreCase();
        if (leaf.Values is { Count: > 0 })
        {
            Refuse("values", $"{leaf.Operator} takes no values.");
        }

        return new(Path(allowsNow: false), isWanted);
    }

    private SegmentLeaf InSegment(bool isNegated)
    {
        RefuseIgnoreCase();
        if (leaf.Attribute is not null)
        {
            Refuse("attribute", $"{leaf.Operator} takes no attribute; the segments' keys stand in \"values\".");
        }

        return new([.. Values().Keys(Segment.IsKey, "must be the key of a segment.")], isNegated);
    }

    private FlagLeaf FlagIs(bool isNegated)
    {
        RefuseIgnoreCase();
        if (!Flag.IsKey(leaf.Attribute))
        {
            Refuse("attribute", "must be the key of a flag.");
        }

        return new(leaf.Attribute ?? "", [.. Values().Keys(Variant.IsKey, "must be the key of a variant.")], isNegated);
    }

    private PercentageLeaf WithinPercentage()
    {
        RefuseIgnoreCase();
        var attribute = leaf.Attribute is null ? EvaluationContext.UserIdName : Path(allowsNow: false).Name;
        return new(attribute, salt, Values().OneWeight());
    }

    private OperatorValues Values()
    {
        var values = leaf.Values;
        if (values is null)
        {
            Refuse("values", "is missing: say what is compared with.");
        }
        else if (values.Count > Condition.MaxValues)
        {
            Refuse("values", $"holds {values.Count} values; {Condition.MaxValues} are allowed. Put user ids into a segment.");
            values = null;
        }

        return new(values ?? [], leaf.IgnoreCase == true, $"{path}.values", values is null ? (_, _) => { } : problems, regexes);
    }

    private AttributePath Path(bool allowsNow)
    {
        var name = leaf.Attribute;
        if (string.IsNullOrEmpty(name))
        {
            Refuse("attribute", "is missing: name the attribute that is compared.");
        }
        else if (name.Length > AttributeMaxLength)
        {
            Refuse("attribute", $"must have at most {AttributeMaxLength} characters.");
        }
        else if (name[0] == '$' && !(allowsNow && name == EvaluationContext.NowName))
        {
            Refuse("attribute", "names that start with $ are reserved; $now can be compared with before and after.");
        }

        return new(name ?? "");
    }

    private void RefuseIgnoreCase()
    {
        if (leaf.IgnoreCase is not null)
        {
            Refuse("ignore_case", $"{leaf.Operator} does not compare texts; leave it out.");
        }
    }

    private CompiledCondition? Refuse(string field, string message)
    {
        problems($"{path}.{field}", message);
        return null;
    }
}
