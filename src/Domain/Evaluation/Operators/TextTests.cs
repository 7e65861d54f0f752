using System.Buffers;
using System.Collections.Frozen;

namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>A text holds one of the values.</summary>
internal sealed class ContainsTest : AttributeTest
{
    private readonly StringComparison _comparison;
    private readonly string? _only;
    private readonly SearchValues<string>? _many;
    private readonly bool _isAnyText;

    private ContainsTest(IReadOnlyCollection<string> values, StringComparison comparison)
    {
        _comparison = comparison;
        _isAnyText = values.Contains("", StringComparer.Ordinal);
        _only = values.Count == 1 ? values.Single() : null;
        _many = values.Count > 1 && !_isAnyText ? SearchValues.Create([.. values], comparison) : null;
    }

    public static AttributeTest Bind(OperatorValues values) => new ContainsTest(values.Texts(), values.Comparison);

    public override TestOutcome Of(in AttributeValue attribute) =>
        attribute.Kind == AttributeKind.String ? Answer(_isAnyText || Holds(attribute.String)) : TestOutcome.DoesNotApply;

    private bool Holds(string text) =>
        _many is not null ? text.AsSpan().ContainsAny(_many) : _only is not null && text.Contains(_only, _comparison);
}

/// <summary>A text starts, or ends, with one of the values.</summary>
internal sealed class AffixTest : AttributeTest
{
    private const int Few = 4;

    private readonly bool _atEnd;
    private readonly StringComparison _comparison;
    private readonly string[] _few = [];
    private readonly int[] _lengths = [];
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _many;

    private AffixTest(IReadOnlyCollection<string> values, StringComparison comparison, bool atEnd)
    {
        (_atEnd, _comparison) = (atEnd, comparison);
        if (values.Count <= Few)
        {
            _few = [.. values];
            return;
        }

        _lengths = [.. values.Select(value => value.Length).Distinct().Order()];
        _many = values.ToFrozenSet(StringComparer.FromComparison(comparison)).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static AttributeTest BindStart(OperatorValues values) => new AffixTest(values.Texts(), values.Comparison, atEnd: false);

    public static AttributeTest BindEnd(OperatorValues values) => new AffixTest(values.Texts(), values.Comparison, atEnd: true);

    public override TestOutcome Of(in AttributeValue attribute) => attribute.Kind == AttributeKind.String
        ? Answer(HasFew(attribute.String) || HasMany(attribute.String))
        : TestOutcome.DoesNotApply;

    private bool HasFew(string text)
    {
        foreach (var value in _few)
        {
            if (_atEnd ? text.EndsWith(value, _comparison) : text.StartsWith(value, _comparison))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Ordinal comparison, also without regard to case, never changes the length: one look-up for each length will do.</summary>
    private bool HasMany(ReadOnlySpan<char> text)
    {
        foreach (var length in _lengths)
        {
            if (length > text.Length)
            {
                return false;
            }

            if (_many.Contains(_atEnd ? text[^length..] : text[..length]))
            {
                return true;
            }
        }

        return false;
    }
}
