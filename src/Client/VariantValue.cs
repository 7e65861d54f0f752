using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Client;

/// <summary>Reads a value as the type that the caller wants; false if it is of another.</summary>
internal delegate bool ReadValue<T>(VariantValue value, out T? result);

/// <summary>The value of a variant, read once for all evaluations.</summary>
internal sealed class VariantValue
{
    private static readonly object Unreadable = new();

    private readonly string _json;
    private readonly JsonValueKind _kind;
    private readonly string? _text;
    private readonly double? _double;
    private readonly decimal? _decimal;
    private readonly JsonSerializerOptions _options;
    private readonly ConcurrentDictionary<Type, object> _objects = [];

    public VariantValue(CompiledVariant variant, JsonSerializerOptions options)
    {
        var token = new JsonToken(variant.Value);
        (_json, _kind, _options) = (variant.Value, token.Kind, options);
        _text = token.AsString();
        if (_kind == JsonValueKind.Number)
        {
            _double = double.TryParse(_json, NumberStyles.Float, CultureInfo.InvariantCulture, out var d) && double.IsFinite(d) ? d : null;
            _decimal = decimal.TryParse(_json, NumberStyles.Float, CultureInfo.InvariantCulture, out var m) ? m : null;
        }
    }

    public bool TryRead(out bool value)
    {
        value = _kind == JsonValueKind.True;
        return _kind is JsonValueKind.True or JsonValueKind.False;
    }

    public bool TryRead(out string? value) => (value = _text) is not null;

    public bool TryRead(out double value)
    {
        value = _double ?? 0;
        return _double is not null;
    }

    public bool TryRead(out decimal value)
    {
        value = _decimal ?? 0;
        return _decimal is not null;
    }

    /// <summary>Whole numbers, in any spelling: 5.0 is one.</summary>
    public bool TryRead(out long value)
    {
        var isWhole = _decimal is { } number && decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue;
        value = isWhole ? (long)_decimal!.Value : 0;
        return isWhole;
    }

    /// <summary>Objects and arrays. All callers that want the same type share one instance.</summary>
    public bool TryReadObject<T>(out T? value)
    {
        value = default;
        if (_kind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return false;
        }

        var read = _objects.GetOrAdd(typeof(T), static (type, self) => self.Deserialize(type), this);
        value = read is T result ? result : default;
        return read is T;
    }

    private object Deserialize(Type type)
    {
        try
        {
            return JsonSerializer.Deserialize(_json, type, _options) ?? Unreadable;
        }
        catch (Exception thrown) when (thrown is JsonException or NotSupportedException or InvalidOperationException)
        {
            return Unreadable; // kept, so that a mistake does not cost an exception each time
        }
    }
}
