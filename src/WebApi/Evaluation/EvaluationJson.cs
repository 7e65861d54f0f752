using System.Buffers;
using System.Text.Json;
using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.WebApi.Evaluation;

/// <summary>Writes <see cref="EvaluationResponse"/>s by hand (a test keeps the two alike): without reflection and, per thread, into one reused buffer.</summary>
internal sealed class EvaluationJson
{
    private static readonly JsonEncodedText Enabled = JsonEncodedText.Encode("enabled");
    private static readonly JsonEncodedText FlagKey = JsonEncodedText.Encode("flag_key");
    private static readonly JsonEncodedText Reason = JsonEncodedText.Encode("reason");
    private static readonly JsonEncodedText Cached = JsonEncodedText.Encode("cached");
    private static readonly JsonEncodedText Variant = JsonEncodedText.Encode("variant");
    private static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
    private static readonly JsonEncodedText ReasonCode = JsonEncodedText.Encode("reason_code");
    private static readonly JsonEncodedText ErrorCode = JsonEncodedText.Encode("error_code");
    private static readonly JsonEncodedText RuleId = JsonEncodedText.Encode("rule_id");
    private static readonly JsonEncodedText Experiment = JsonEncodedText.Encode("experiment");
    private static readonly JsonEncodedText Bucket = JsonEncodedText.Encode("bucket");
    private static readonly JsonEncodedText FlagVersion = JsonEncodedText.Encode("flag_version");

    /// <summary>A larger buffer, after an answer with thousands of flags, is not worth keeping per thread.</summary>
    private const int KeptBytes = 64 * 1024;

    [ThreadStatic]
    private static EvaluationJson? _ofThread;

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _writer;

    private EvaluationJson() => _writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions { SkipValidation = true });

    /// <summary>Sends one answer.</summary>
    /// <param name="response">200; nothing written yet.</param>
    /// <param name="flagKey">As asked for.</param>
    /// <param name="result">What was decided.</param>
    public static Task SendAsync(HttpResponse response, ReadOnlySpan<char> flagKey, in EvaluationResult result)
    {
        var json = Begin();
        json.Write(flagKey, result);
        return json.SendAsync(response);
    }

    /// <summary>Sends a list of answers.</summary>
    public static Task SendAsync(HttpResponse response, IReadOnlyList<EvaluationResult> results)
    {
        var json = Begin();
        json._writer.WriteStartArray();
        foreach (var result in results)
        {
            json.Write(result.Flag!.Key, result);
        }

        json._writer.WriteEndArray();
        return json.SendAsync(response);
    }

    private static EvaluationJson Begin()
    {
        var json = _ofThread ??= new EvaluationJson();
        json._buffer.ResetWrittenCount();
        json._writer.Reset();
        return json;
    }

    private void Write(ReadOnlySpan<char> flagKey, in EvaluationResult result)
    {
        Span<byte> reason = stackalloc byte[ReasonSentence.MaxLength];
        _writer.WriteStartObject();
        _writer.WriteBoolean(Enabled, result.IsEnabled);
        _writer.WriteString(FlagKey, flagKey);
        _writer.WriteString(Reason, reason[..ReasonSentence.Write(result, reason)]);

        // Every configuration is answered from memory; without the environment there is none.
        _writer.WriteBoolean(Cached, result.Error != EvaluationError.EnvironmentNotFound);
        WriteVariant(result);
        _writer.WriteString(ReasonCode, result.Reason.Code());
        if (result.Error != EvaluationError.None)
        {
            _writer.WriteString(ErrorCode, result.Error.Code());
        }

        if (result.Bucket != EvaluationResult.NoBucket)
        {
            _writer.WriteNumber(Bucket, result.Bucket);
        }

        if (result.Rule is { } rule)
        {
            _writer.WriteString(RuleId, rule.Id);
        }

        if (result.Experiment is { } experiment)
        {
            _writer.WriteString(Experiment, experiment.Key);
        }

        WriteVersion(result);
        _writer.WriteEndObject();
    }

    private void WriteVariant(in EvaluationResult result)
    {
        if (result.Variant is { } variant)
        {
            _writer.WriteString(Variant, variant.KeyUtf8);
            _writer.WritePropertyName(Value);
            _writer.WriteRawValue(variant.ValueJson, skipInputValidation: true);
        }
        else
        {
            _writer.WriteNull(Variant);
            _writer.WriteNull(Value);
        }
    }

    private void WriteVersion(in EvaluationResult result)
    {
        if (result.Flag is { } flag)
        {
            _writer.WriteNumber(FlagVersion, flag.Version);
        }
        else
        {
            _writer.WriteNull(FlagVersion);
        }
    }

    /// <summary>Copies the buffer before it returns, so that the next request on this thread may have it.</summary>
    private Task SendAsync(HttpResponse response)
    {
        _writer.Flush();
        var written = _buffer.WrittenSpan;
        response.ContentType = "application/json";
        response.ContentLength = written.Length;
        var body = response.BodyWriter;
        body.Write(written);
        if (_buffer.Capacity > KeptBytes)
        {
            _ofThread = null;
        }

        var flushed = body.FlushAsync();
        return flushed.IsCompletedSuccessfully ? Task.CompletedTask : flushed.AsTask();
    }
}
