using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FeatureFlag.Domain.Flags;

/// <summary>A share of users, 0 to 100 % in steps of 0.001 %, kept as an integer so that no two shares overlap at an edge.</summary>
/// <param name="Weight">Parts of 100 000.</param>
[JsonConverter(typeof(Converter))]
public readonly record struct RolloutPercentage(int Weight)
{
    public const int Whole = 100_000;
    public const string Rule = "must be a number from 0 to 100 with at most 3 decimals.";

    public decimal Percent => Weight / 1000m;

    /// <summary>Null when out of range or finer than 0.001.</summary>
    public static RolloutPercentage? From(decimal percent) =>
        percent is >= 0 and <= 100 && decimal.IsInteger(percent * 1000) ? new((int)(percent * 1000)) : null;

    /// <summary>"50", "12.5", "0.001".</summary>
    public override string ToString() => Percent.ToString("0.###", CultureInfo.InvariantCulture);

    private sealed class Converter : JsonConverter<RolloutPercentage>
    {
        public override RolloutPercentage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            From(reader.GetDecimal()) ?? throw new JsonException(Rule);

        public override void Write(Utf8JsonWriter writer, RolloutPercentage value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Percent);
    }
}
