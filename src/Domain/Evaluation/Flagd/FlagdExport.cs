using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.Domain.Evaluation.Flagd;

/// <summary>
/// An environment as flagd's providers read it, for <c>fractional</c> as of flagd 0.15 (2026). A flag that they would
/// evaluate differently is left out, and listed with the reasons.
/// </summary>
public static class FlagdExport
{
    /// <summary>Grows when the same flags are written differently.</summary>
    public const int Format = 1;

    /// <summary>
    /// <c>{flags: {key: {state, variants, defaultVariant, targeting, metadata}}, $evaluators, metadata, notExported: [{flag,
    /// path, reason}]}</c> in UTF-8; flagd's schema allows the last one, and providers do not read it.
    /// </summary>
    public static byte[] Write(EnvironmentSnapshot snapshot)
    {
        var logic = new FlagdLogic(snapshot);
        var flags = snapshot.Flags.Select(flag => (Flag: flag, Logic: logic.Of(flag))).ToList();
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = DomainJson.Options.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("flags");
            foreach (var (flag, exported) in flags.Where(flag => flag.Logic.Variant is not null))
            {
                Write(writer, flag, exported);
            }

            writer.WriteEndObject();
            WriteEvaluators(writer, logic.Evaluators);
            WriteMetadata(writer, snapshot);
            WriteGaps(writer, flags.Where(flag => flag.Logic.Variant is null));
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, CompiledFlag flag, FlagLogic logic)
    {
        writer.WriteStartObject(flag.Key);
        writer.WriteString("state", "ENABLED");
        writer.WriteStartObject("variants");
        foreach (var variant in flag.Variants)
        {
            writer.WritePropertyName(variant.Key);
            writer.WriteRawValue(variant.ValueJson, skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.WriteString("defaultVariant", logic.DefaultVariant);
        if (logic.Targeting is { } targeting)
        {
            writer.WritePropertyName("targeting");
            targeting.WriteTo(writer);
        }

        writer.WriteStartObject("metadata");
        writer.WriteNumber("version", flag.Version);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteEvaluators(Utf8JsonWriter writer, IReadOnlyDictionary<string, JsonNode> evaluators)
    {
        if (evaluators.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("$evaluators");
        foreach (var (name, expression) in evaluators)
        {
            writer.WritePropertyName(name);
            expression.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    /// <summary>flagd's schema wants this version as a text.</summary>
    private static void WriteMetadata(Utf8JsonWriter writer, EnvironmentSnapshot snapshot)
    {
        writer.WriteStartObject("metadata");
        writer.WriteString("flagSetId", snapshot.EnvironmentKey);
        writer.WriteString("version", snapshot.Version.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndObject();
    }

    private static void WriteGaps(Utf8JsonWriter writer, IEnumerable<(CompiledFlag Flag, FlagLogic Logic)> flags)
    {
        writer.WriteStartArray("notExported");
        foreach (var (flag, logic) in flags)
        {
            foreach (var gap in logic.Scope.Gaps)
            {
                writer.WriteStartObject();
                writer.WriteString("flag", flag.Key);
                writer.WriteString("path", gap.Path);
                writer.WriteString("reason", gap.Reason);
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
    }
}
