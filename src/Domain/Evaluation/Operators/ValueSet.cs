using System.Collections.Frozen;

namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>
/// Texts, numbers, true and false, equal by their JSON type; each has a place. Few are looked at one by one, many are found
/// by their hash.
/// </summary>
internal sealed class ValueSet
{
    private const int Few = 4;
    private const int NotThere = -1;

    private readonly StringComparison _comparison;
    private readonly string[] _texts;
    private readonly Number[] _numbers;
    private readonly FrozenDictionary<string, int>? _placesOfTexts;
    private readonly FrozenDictionary<Number, int>? _placesOfNumbers;
    private readonly int _placeOfTrue = NotThere;
    private readonly int _placeOfFalse = NotThere;

    /// <param name="values">Strings, numbers and booleans.</param>
    /// <param name="comparison">Of the strings: ordinal, with or without regard to case.</param>
    public ValueSet(IReadOnlyCollection<AttributeValue> values, StringComparison comparison)
    {
        _comparison = comparison;
        var comparer = StringComparer.FromComparison(comparison);
        _texts = [.. values.Where(value => value.Kind == AttributeKind.String).Select(value => value.String).Distinct(comparer)];
        _numbers = [.. values.Where(value => value.Kind == AttributeKind.Number).Select(value => value.Number).Distinct()];
        if (_texts.Length > Few)
        {
            _placesOfTexts = Places(_texts, 0).ToFrozenDictionary(comparer);
        }

        if (_numbers.Length > Few)
        {
            _placesOfNumbers = Places(_numbers, _texts.Length).ToFrozenDictionary();
        }

        Count = _texts.Length + _numbers.Length;
        _placeOfTrue = values.Any(value => value is { Kind: AttributeKind.Boolean, Boolean: true }) ? Count++ : NotThere;
        _placeOfFalse = values.Any(value => value is { Kind: AttributeKind.Boolean, Boolean: false }) ? Count++ : NotThere;
    }

    /// <summary>How many different ones.</summary>
    public int Count { get; }

    public bool Contains(in AttributeValue value) => PlaceOf(value) != NotThere;

    /// <returns>0 … <see cref="Count"/> − 1; −1 if it is not among them.</returns>
    public int PlaceOf(in AttributeValue value) => value.Kind switch
    {
        AttributeKind.String => PlaceOf(value.String),
        AttributeKind.Number => PlaceOf(value.Number),
        AttributeKind.Boolean => value.Boolean ? _placeOfTrue : _placeOfFalse,
        _ => NotThere,
    };

    private static IEnumerable<KeyValuePair<T, int>> Places<T>(T[] values, int first) =>
        values.Select((value, i) => KeyValuePair.Create(value, first + i));

    private int PlaceOf(string text)
    {
        if (_placesOfTexts is not null)
        {
            return _placesOfTexts.TryGetValue(text, out var place) ? place : NotThere;
        }

        for (var i = 0; i < _texts.Length; i++)
        {
            if (string.Equals(_texts[i], text, _comparison))
            {
                return i;
            }
        }

        return NotThere;
    }

    private int PlaceOf(Number number)
    {
        if (_placesOfNumbers is not null)
        {
            return _placesOfNumbers.TryGetValue(number, out var place) ? place : NotThere;
        }

        for (var i = 0; i < _numbers.Length; i++)
        {
            if (_numbers[i].Equals(number))
            {
                return _texts.Length + i;
            }
        }

        return NotThere;
    }
}
