using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Runtime.InteropServices;

namespace FeatureFlag.Domain.Evaluation;

/// <summary>What is known of whoever is asking: names (exact, ordinal) and values. Filled once, then only read.</summary>
[JsonConverter(typeof(Converter))]
public sealed class Attributes : IEnumerable<KeyValuePair<string, AttributeValue>>
{
    /// <summary>Up to this many, looking at all is faster than hashing the name.</summary>
    private const int Few = 8;

    private readonly List<KeyValuePair<string, AttributeValue>> _all = [];
    private Dictionary<string, int>? _places;

    public int Count => _all.Count;

    /// <returns>False if the name is there already.</returns>
    public bool TryAdd(string name, AttributeValue value)
    {
        if (PlaceOf(name) >= 0)
        {
            return false;
        }

        _all.Add(new(name, value));
        if (_all.Count > Few)
        {
            _places ??= Enumerable.Range(0, Few).ToDictionary(place => _all[place].Key, StringComparer.Ordinal);
            _places[name] = _all.Count - 1;
        }

        return true;
    }

    /// <exception cref="ArgumentException">The name is there already.</exception>
    public void Add(string name, AttributeValue value)
    {
        if (!TryAdd(name, value))
        {
            throw new ArgumentException($"There is an attribute \"{name}\" already.", nameof(name));
        }
    }

    /// <summary><see cref="AttributeKind.Missing"/> if there is none.</summary>
    public AttributeValue Find(string name) => PlaceOf(name) is var place and >= 0 ? _all[place].Value : default;

    public IEnumerator<KeyValuePair<string, AttributeValue>> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int PlaceOf(string name)
    {
        if (_places is not null)
        {
            return _places.GetValueOrDefault(name, -1);
        }

        var all = CollectionsMarshal.AsSpan(_all); // by reference: a pair is many words long
        for (var place = 0; place < all.Length; place++)
        {
            if (string.Equals(all[place].Key, name, StringComparison.Ordinal))
            {
                return place;
            }
        }

        return -1;
    }

    private sealed class Converter : JsonConverter<Attributes>
    {
        public override Attributes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.StartObject ? AttributesJson.Read(ref reader) : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, Attributes value, JsonSerializerOptions options) =>
            writer.WriteRawValue(AttributesJson.Write(value).Text, skipInputValidation: true);
    }
}
