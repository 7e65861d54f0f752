using System.Text;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>A variant with its JSON ready to be copied into answers.</summary>
public sealed class CompiledVariant
{
    private readonly byte[] _json;

    internal CompiledVariant(Variant variant)
    {
        Key = variant.Key;
        Value = variant.Value;
        _json = Encoding.UTF8.GetBytes(variant.Value);
    }

    public string Key { get; }

    /// <summary>The value as a JSON token, in the author's spelling.</summary>
    public string Value { get; }

    /// <summary><see cref="Value"/> in UTF-8.</summary>
    public ReadOnlySpan<byte> ValueJson => _json;
}
