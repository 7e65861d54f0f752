using FeatureFlag.Domain.Evaluation.Operators;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>Compares an attribute with values. A negated operator needs an attribute of a fitting kind, too.</summary>
internal sealed class AttributeLeaf : CompiledCondition
{
    private readonly AttributePath _path;
    private readonly AttributeTest _test;
    private readonly TestOutcome _wanted;

    public AttributeLeaf(AttributePath path, AttributeTest test, bool isNegated)
    {
        _path = path;
        _test = test;
        _wanted = isNegated ? TestOutcome.No : TestOutcome.Yes;
    }

    public override bool Matches(in EvaluationScope scope) => _test.Of(_path.Find(scope.Context)) == _wanted;
}

/// <summary>Matches patterns, until one takes too long: then no more in this evaluation, or a hostile text could hold a core for minutes.</summary>
internal sealed class RegexLeaf(AttributePath path, RegexTest test, bool isNegated) : CompiledCondition
{
    public override bool Matches(in EvaluationScope scope)
    {
        if (!scope.MayMatch)
        {
            return false;
        }

        var outcome = test.Of(path.Find(scope.Context), out var isTooLong);
        if (isTooLong)
        {
            scope.EndMatching();
        }

        return outcome == (isNegated ? TestOutcome.No : TestOutcome.Yes);
    }
}

/// <summary>There is such an attribute, of whatever kind, or there is none.</summary>
internal sealed class PresenceLeaf : CompiledCondition
{
    private readonly AttributePath _path;
    private readonly bool _isWanted;

    public PresenceLeaf(AttributePath path, bool isWanted)
    {
        _path = path;
        _isWanted = isWanted;
    }

    public override bool Matches(in EvaluationScope scope) => (_path.Find(scope.Context).Kind != AttributeKind.Missing) == _isWanted;
}

/// <summary>The first part of all buckets, salted like the flag.</summary>
internal sealed class PercentageLeaf : CompiledCondition
{
    private readonly BucketKey _key;
    private readonly int _weight;

    public PercentageLeaf(string attribute, string salt, int weight)
    {
        _key = new(salt, attribute);
        _weight = weight;
    }

    public override bool Matches(in EvaluationScope scope) =>
        _key.Bucket(scope.Context) is var bucket && bucket != EvaluationResult.NoBucket && bucket < _weight;
}

/// <summary>
/// In one of the segments, or in none. A segment that is not there, cannot be understood, or lies beyond what one evaluation may look up, says
/// neither.
/// </summary>
internal sealed class SegmentLeaf(string[] keys, bool isNegated) : CompiledCondition
{
    public override bool Matches(in EvaluationScope scope)
    {
        foreach (var key in keys)
        {
            switch (Outcome(key, scope))
            {
                case TestOutcome.Yes:
                    return !isNegated;
                case TestOutcome.DoesNotApply when isNegated:
                    return false;
            }
        }

        return isNegated;
    }

    private static TestOutcome Outcome(string key, in EvaluationScope scope)
    {
        if (scope.Snapshot.FindSegment(key) is not { } segment || !scope.TryEnter(out var inner))
        {
            return TestOutcome.DoesNotApply;
        }

        return segment.Contains(inner) switch
        {
            true => TestOutcome.Yes,
            false => TestOutcome.No,
            null => TestOutcome.DoesNotApply,
        };
    }
}

/// <summary>Another flag serves one of the variants, or none of them. A flag that is not there, or lies too far, says neither.</summary>
internal sealed class FlagLeaf(string flagKey, string[] variants, bool isNegated) : CompiledCondition
{
    public override bool Matches(in EvaluationScope scope)
    {
        if (scope.Snapshot.Find(flagKey) is not { } flag || !scope.TryEnter(out var inner))
        {
            return false;
        }

        var served = Evaluator.Evaluate(flag, inner).Variant!.Key;
        foreach (var variant in variants)
        {
            if (string.Equals(variant, served, StringComparison.Ordinal))
            {
                return !isNegated;
            }
        }

        return isNegated;
    }
}
