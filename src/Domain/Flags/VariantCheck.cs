using System.Text;
using System.Text.Json;
using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Domain.Flags;

/// <summary>The variants of a flag: keys, values of one type, weights.</summary>
internal static class VariantCheck
{
    public const int MaxValueBytes = 64 * 1024;
    public const int MaxValueDepth = 20;

    private const string WeightRule = "must be a whole number from 0 to 100000.";

    public static void Check(FlagDefinition flag, Problems problems)
    {
        if (flag.Type != FlagType.Multivariate)
        {
            CheckOnAndOff(flag, problems);
            return;
        }

        if (flag.Variants.Count is 0 or > Variant.MaxVariants)
        {
            problems.Add("variants", $"must be 1 to {Variant.MaxVariants} variants.");
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < flag.Variants.Count; i++)
        {
            Check(flag.Variants[i], flag.ValueType, $"variants[{i}]", problems);
            if (!keys.Add(flag.Variants[i].Key))
            {
                problems.Add($"variants[{i}].key", $"\"{flag.Variants[i].Key}\" is the key of another variant already.");
            }
        }

        CheckWeights(flag, problems);
    }

    private static void CheckOnAndOff(FlagDefinition flag, Problems problems)
    {
        if (flag.ValueType != FlagValueType.Boolean)
        {
            problems.Add("value_type", $"must be \"boolean\" in a {flag.Type.Name()} flag. For other values make it \"multivariate\".");
        }

        if (flag.OffVariant != Variant.Off.Key)
        {
            problems.Add("off_variant", $"must be \"off\" in a {flag.Type.Name()} flag.");
        }

        if (flag.Variants.Count != 2 || !Variant.OnAndOff.All(flag.Variants.Contains))
        {
            problems.Add(
                "variants",
                $"must be exactly \"on\" with the value true and \"off\" with false, without weights, in a {flag.Type.Name()} flag. Leave them out, or make the flag \"multivariate\".");
        }
    }

    private static void Check(Variant variant, FlagValueType type, string path, Problems problems)
    {
        if (!Variant.IsKey(variant.Key))
        {
            problems.Add($"{path}.key", Variant.KeyRule);
        }

        if (ValueProblem(variant.Value, type) is { } problem)
        {
            problems.Add($"{path}.value", problem);
        }

        if (variant.Weight is < 0 or > RolloutPercentage.Whole)
        {
            problems.Add($"{path}.weight", WeightRule);
        }
    }

    /// <summary>Without a default_serve the weights are what is served, and compiling checks their sum.</summary>
    private static void CheckWeights(FlagDefinition flag, Problems problems)
    {
        var given = flag.Variants.Count(variant => variant.Weight is not null);
        if (given > 0 && given < flag.Variants.Count)
        {
            var missing = flag.Variants.Select((variant, i) => (variant, i)).First(pair => pair.variant.Weight is null).i;
            problems.Add($"variants[{missing}].weight", "is missing: give every variant a weight, or none.");
        }
        else if (given > 0 && flag.DefaultServe is not null && flag.Variants.Sum(variant => (long)variant.Weight!.Value) != RolloutPercentage.Whole)
        {
            problems.Add("variants", $"the weights must sum to {RolloutPercentage.Whole}. With a default_serve they may all be left out.");
        }
    }

    private static string? ValueProblem(JsonToken value, FlagValueType type) => value switch
    {
        _ when !Fits(value.Kind, type) => $"must be {Kind(type)}, as value_type is \"{type.Name()}\".",
        _ when Encoding.UTF8.GetByteCount(value.Text) > MaxValueBytes => $"must be at most {MaxValueBytes} bytes of JSON.",
        _ when type == FlagValueType.Object => PartProblem(value),
        _ when type == FlagValueType.Number => NumberProblem(value.Text),
        _ => null,
    };

    private static bool Fits(JsonValueKind kind, FlagValueType type) => type switch
    {
        FlagValueType.Boolean => kind is JsonValueKind.True or JsonValueKind.False,
        FlagValueType.String => kind == JsonValueKind.String,
        FlagValueType.Number => kind == JsonValueKind.Number,
        _ => kind == JsonValueKind.Object,
    };

    private static string Kind(FlagValueType type) => type switch
    {
        FlagValueType.Boolean => "true or false",
        FlagValueType.String => "a string",
        FlagValueType.Number => "a number",
        _ => "a JSON object",
    };

    private static string? NumberProblem(string text) => Number.TryParse(text, out _) ? null : "holds a number that is too large.";

    private static string? PartProblem(JsonToken value)
    {
        using var document = JsonDocument.Parse(value.Text);
        return PartProblem(document.RootElement, 1);
    }

    private static string? PartProblem(JsonElement part, int depth) => part.ValueKind switch
    {
        JsonValueKind.Object or JsonValueKind.Array when depth > MaxValueDepth => $"must not be nested more than {MaxValueDepth} deep.",
        JsonValueKind.Object => part.EnumerateObject().Select(field => PartProblem(field.Value, depth + 1)).FirstOrDefault(problem => problem is not null),
        JsonValueKind.Array => part.EnumerateArray().Select(item => PartProblem(item, depth + 1)).FirstOrDefault(problem => problem is not null),
        JsonValueKind.Number => NumberProblem(part.GetRawText()),
        _ => null,
    };
}
