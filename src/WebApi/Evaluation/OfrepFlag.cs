using System.IO.Hashing;
using System.Text.Json;
using FeatureFlag.Domain.Evaluation;
using FeatureFlag.Domain.Evaluation.Compiled;

namespace FeatureFlag.WebApi.Evaluation;

/// <summary>One of the few answers that a version of a flag can give, ready to be copied.</summary>
/// <param name="Status">When it is the only one.</param>
/// <param name="Json">The object.</param>
/// <param name="Hash">Of <see cref="Json"/>, which holds all that was decided; the same on every node.</param>
internal sealed record OfrepAnswer(int Status, byte[] Json, byte[] Hash);

/// <summary>A flag with its answers: each is written when it is first given.</summary>
internal sealed class OfrepFlag
{
    private static readonly int Reasons = Enum.GetValues<Reason>().Length;
    private static readonly int PlacesOfVariant = Reasons + 1; // chosen at random is one more
    private static readonly int Errors = Enum.GetValues<EvaluationError>().Length;
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly OfrepAnswer?[] _answers;
    private readonly string _environmentKey;

    public OfrepFlag(CompiledFlag flag, string environmentKey)
    {
        (Flag, _environmentKey) = (flag, environmentKey);
        _answers = new OfrepAnswer?[Errors + (flag.Variants.Count * PlacesOfVariant)];
    }

    public CompiledFlag Flag { get; }

    public OfrepAnswer AnswerTo(in EvaluationResult result)
    {
        // Two threads may both write it; they write the same.
        ref var answer = ref _answers[PlaceOf(result)];
        return answer ??= Write(result);
    }

    private int PlaceOf(in EvaluationResult result)
    {
        if (result.Error != EvaluationError.None)
        {
            return (int)result.Error;
        }

        var variant = 0;
        while (variant < Flag.Variants.Count - 1 && Flag.Variants[variant] != result.Variant)
        {
            variant++;
        }

        return Errors + (variant * PlacesOfVariant) + (result.Experiment is null ? (int)result.Reason : Reasons);
    }

    private OfrepAnswer Write(in EvaluationResult result)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, Options))
        {
            json.WriteStartObject();
            json.WriteString("key", Flag.Key);
            if (result.Error == EvaluationError.None)
            {
                WriteVariant(json, result);
            }
            else
            {
                json.WriteString("errorCode", result.Error.Code());
                json.WriteString("errorDetails", Details(result.Error));
            }

            json.WriteStartObject("metadata");
            json.WriteString("flagSetId", _environmentKey);
            json.WriteNumber("version", Flag.Version);
            if (result.Experiment is { } experiment)
            {
                json.WriteString("experiment", experiment.Key);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        var bytes = body.ToArray();
        return new(result.Error == EvaluationError.None ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, bytes, XxHash128.Hash(bytes));
    }

    private static void WriteVariant(Utf8JsonWriter json, in EvaluationResult result)
    {
        var variant = result.Variant!;
        if (!variant.ValueJson.SequenceEqual("null"u8)) // no value at all means the same to providers, null does not
        {
            json.WritePropertyName("value");
            json.WriteRawValue(variant.ValueJson, skipInputValidation: true);
        }

        json.WriteString("reason", ReasonOf(result.Reason));
        json.WriteString("variant", variant.Key);
    }

    /// <summary>Only OpenFeature's own: Python's provider makes an error of any other. The prerequisite's is a fixed fallback, so DEFAULT.</summary>
    private static ReadOnlySpan<byte> ReasonOf(Reason reason) => reason == Reason.PrerequisiteFailed ? Reason.Default.Code() : reason.Code();

    private static string Details(EvaluationError error) => error == EvaluationError.TargetingKeyMissing
        ? "This flag splits by targetingKey or by an attribute, and the context has none to go by. Send it."
        : "This flag has a configuration that this server does not understand. Save it again, or update the server.";
}
