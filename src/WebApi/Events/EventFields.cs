using System.Globalization;
using System.Text.Json;
using FeatureFlag.Application.Exposures;
using FeatureFlag.Domain.Evaluation.Compiled;
using FeatureFlag.Domain.Evaluation.Operators;

namespace FeatureFlag.WebApi.Events;

/// <summary>Reads one event after the other and checks each by itself. Allocates only for texts with escapes, for attributes, and for names not met before.</summary>
internal sealed class EventFields
{
    private const int UnitMaxLength = 512;
    private const int TimeMaxBytes = 64;

    private readonly EnvironmentSnapshot _environment;
    private readonly EventAttributes _attributes = new();
    private readonly long _earliest;
    private readonly long _latest;
    private readonly DateTimeOffset _now;
    private readonly int _retentionDays;

    private PostedEvent _event;
    private Field _named;
    private bool _isExposure;

    public EventFields(EnvironmentSnapshot environment, EventOptions options, DateTimeOffset now)
    {
        (_environment, _now, _retentionDays) = (environment, now, options.RetentionDays);
        _earliest = (now - TimeSpan.FromDays(options.RetentionDays)).ToUnixTimeMilliseconds();
        _latest = (now + EventOptions.MaxAhead).ToUnixTimeMilliseconds();
    }

    /// <param name="reader">At the start of an object; at its end if nothing is wrong with it.</param>
    /// <param name="source">What the reader reads.</param>
    /// <param name="line">Its number, for errors.</param>
    /// <param name="batch">Where names are kept.</param>
    /// <returns>What is wrong with it; null: nothing, and <see cref="Add"/> keeps it.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">Broken Unicode in a text.</exception>
    public string? Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source, int line, EventBatch batch)
    {
        _event = new() { Line = line, Variant = -1 };
        _named = Field.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = FieldOf(reader);
            if (field == Field.None)
            {
                return $"{Shown(reader.GetString()!)} is not a field of an event. Its fields: type, id, ts, unit, attributes, environment; of an exposure also experiment, variant; of a metric event also event, value.";
            }

            if ((_named & field) != 0)
            {
                return $"{reader.GetString()} stands there more than once. Send it once.";
            }

            reader.Read();
            if (reader.TokenType == JsonTokenType.Null && (field & Field.Optional) != 0)
            {
                continue; // as if it were not there
            }

            _named |= field;
            if (Read(field, ref reader, source, batch) is { } fault)
            {
                return fault;
            }
        }

        return Complete();
    }

    public void Add(EventBatch batch) => batch.Add(_event);

    private static Field FieldOf(in Utf8JsonReader name) =>
        name.ValueTextEquals("type"u8) ? Field.Type
        : name.ValueTextEquals("id"u8) ? Field.Id
        : name.ValueTextEquals("ts"u8) ? Field.Ts
        : name.ValueTextEquals("unit"u8) ? Field.Unit
        : name.ValueTextEquals("event"u8) ? Field.Event
        : name.ValueTextEquals("value"u8) ? Field.Value
        : name.ValueTextEquals("attributes"u8) ? Field.Attributes
        : name.ValueTextEquals("experiment"u8) ? Field.Experiment
        : name.ValueTextEquals("variant"u8) ? Field.Variant
        : name.ValueTextEquals("environment"u8) ? Field.Environment
        : Field.None;

    private string? Read(Field field, ref Utf8JsonReader reader, ReadOnlyMemory<byte> source, EventBatch batch) => field switch
    {
        Field.Type => ReadType(ref reader),
        Field.Id => ReadId(ref reader, source),
        Field.Ts => ReadTime(ref reader),
        Field.Unit => ReadUnit(ref reader, source),
        Field.Event => ReadName("event", ref reader, batch, ref _event.Name),
        Field.Experiment => ReadName("experiment", ref reader, batch, ref _event.Name),
        Field.Variant => ReadName("variant", ref reader, batch, ref _event.Variant),
        Field.Value => ReadValue(ref reader),
        Field.Environment => ReadEnvironment(ref reader),
        _ => _attributes.Read(ref reader, source, out _event.Attributes),
    };

    private string? ReadType(ref Utf8JsonReader reader)
    {
        _isExposure = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("exposure"u8);
        return _isExposure || (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("metric"u8)) ? null : "type must be \"exposure\" or \"metric\".";
    }

    private string? ReadId(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source)
    {
        if (!EventText.TryRead(ref reader, source, EventBatch.IdMaxLength, out var id))
        {
            return "id must be a text of 1 to 100 characters, another one for each event.";
        }

        _event.Id = PostedEvent.IdOf(_environment.EnvironmentId, id.Span);
        return null;
    }

    private string? ReadUnit(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source) =>
        EventText.TryRead(ref reader, source, UnitMaxLength, out _event.Unit) && !_event.Unit.Span.Contains((byte)0)
            ? null
            : "unit must be a text of 1 to 512 characters, none of them NUL: exactly what the flag buckets by.";

    private static string? ReadName(string field, ref Utf8JsonReader reader, EventBatch batch, ref int place)
    {
        Span<char> text = stackalloc char[EventBatch.NameMaxLength];
        if (!EventText.TryReadName(ref reader, text, out var length))
        {
            return $"{field} must be a text of 1 to 100 characters without control characters.";
        }

        place = batch.PlaceOf(text[..length]);
        return null;
    }

    private string? ReadValue(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var value) || !double.IsFinite(value))
        {
            return "value must be a number that a 64-bit float can hold. Leave it out where there is none.";
        }

        _event.Value = value;
        return null;
    }

    private string? ReadEnvironment(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(_environment.EnvironmentKey)
            ? null
            : $"environment differs from \"{_environment.EnvironmentKey}\", to which the SDK key belongs. Use that environment's key, or leave the field out.";

    private string? ReadTime(ref Utf8JsonReader reader)
    {
        const string rule = "ts must be a time with its offset, such as \"2026-12-31T12:00:00.123Z\", or milliseconds since 1970.";
        if (!TryTime(ref reader, out _event.At))
        {
            return rule;
        }

        return _event.At > _latest ? $"ts is more than 24 hours ahead of the server's clock, which says {Rfc3339(_now)}. Correct the clock that it comes from."
            : _event.At < _earliest ? $"ts is older than the {_retentionDays.ToString(CultureInfo.InvariantCulture)} days that events are kept for. The server's clock says {Rfc3339(_now)}."
            : null;
    }

    private static bool TryTime(ref Utf8JsonReader reader, out long milliseconds)
    {
        milliseconds = 0;
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt64(out milliseconds))
            {
                return true;
            }

            if (!reader.TryGetDecimal(out var exact) || exact <= long.MinValue || exact >= long.MaxValue)
            {
                return false;
            }

            milliseconds = (long)decimal.Floor(exact);
            return true;
        }

        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > TimeMaxBytes)
        {
            return false;
        }

        Span<char> text = stackalloc char[TimeMaxBytes];
        const int dateLength = 10;
        var length = reader.CopyString(text);
        if (length <= dateLength || !Timestamp.TryParse(text[..length], out var time))
        {
            return false;
        }

        milliseconds = time.UnixMilliseconds;
        return true;
    }

    private string? Complete()
    {
        var required = Field.Type | Field.Id | Field.Ts | Field.Unit | (_isExposure ? Field.Experiment | Field.Variant : Field.Event);
        if ((_named & Field.Type) == 0 || (_named & required) != required)
        {
            return $"{NameOf(required & ~_named)} is required{((_named & Field.Type) == 0 ? "" : _isExposure ? " for an exposure" : " for a metric event")}.";
        }

        var foreign = _named & (_isExposure ? Field.Event | Field.Value : Field.Experiment | Field.Variant);
        return foreign == Field.None ? null : $"{NameOf(foreign)} is not a field of {(_isExposure ? "an exposure" : "a metric event")}. Leave it out, or correct the type.";
    }

    /// <summary>The first of them.</summary>
    private static string NameOf(Field fields) => ((Field)(1 << System.Numerics.BitOperations.TrailingZeroCount((int)fields))).ToString().ToLowerInvariant();

    private static string Shown(string name) => name.Length <= EventBatch.NameMaxLength ? $"\"{name}\"" : $"\"{name[..EventBatch.NameMaxLength]}…\"";

    private static string Rfc3339(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [Flags]
    private enum Field
    {
        None = 0,
        Type = 1,
        Id = 2,
        Ts = 4,
        Unit = 8,
        Event = 16,
        Experiment = 32,
        Variant = 64,
        Value = 128,
        Attributes = 256,
        Environment = 512,
        Optional = Value | Attributes | Environment,
    }
}
