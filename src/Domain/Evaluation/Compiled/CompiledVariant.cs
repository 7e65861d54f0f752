using System.Text;
using FeatureFlag.Domain.Flags;

namespace FeatureFlag.Domain.Evaluation.Compiled;

/// <summary>A variant with its JSON ready to be copied into answers.</summary>
public sealed class CompiledVariant
{
    private readonly byte[] _key;
    private readonly byte[] _value;

    internal CompiledVariant(Variant variant)
    {
        Key = variant.Key;
        Value = variant.Value.Text;
        _key = Encoding.UTF8.GetBytes(variant.Key);
        _value = Encoding.UTF8.GetBytes(Value);
    }

    public string Key { get; }

    /// <summary>The value as a JSON token, in the author's spelling.</summary>
    public string Value { get; }

    /// <summary><see cref="Key"/> in UTF-8; no character of it needs escaping in JSON.</summary>
    public ReadOnlySpan<byte> KeyUtf8 => _key;

    /// <summary><see cref="Value"/> in UTF-8.</summary>
    public ReadOnlySpan<byte> ValueJson => _value;
}
