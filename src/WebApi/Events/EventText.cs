using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace FeatureFlag.WebApi.Events;

/// <summary>Texts of events, mostly without copying them.</summary>
internal static class EventText
{
    /// <summary>UTF-8 needs at most so many bytes for a UTF-16 unit.</summary>
    private const int BytesPerCharacter = 3;

    /// <param name="reader">At any value.</param>
    /// <param name="source">What it reads.</param>
    /// <param name="maxLength">In characters (UTF-16 units).</param>
    /// <param name="text">In UTF-8; a part of the source unless it has escapes.</param>
    /// <returns>False: no text, empty or too long.</returns>
    /// <exception cref="InvalidOperationException">Broken Unicode.</exception>
    public static bool TryRead(ref Utf8JsonReader reader, ReadOnlyMemory<byte> source, int maxLength, out ReadOnlyMemory<byte> text)
    {
        text = default;
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName) || reader.ValueSpan.IsEmpty)
        {
            return false;
        }

        if (reader.ValueIsEscaped)
        {
            text = Encoding.UTF8.GetBytes(reader.GetString()!);
        }
        else if (Utf8.IsValid(reader.ValueSpan))
        {
            text = source.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        }
        else
        {
            throw new InvalidOperationException("Broken Unicode.");
        }

        return text.Length <= maxLength || (text.Length <= maxLength * BytesPerCharacter && Encoding.UTF8.GetCharCount(text.Span) <= maxLength);
    }

    /// <summary>A text on one line.</summary>
    /// <param name="reader">At any value.</param>
    /// <param name="name">As long as a name may be.</param>
    /// <param name="length">How much of it was filled.</param>
    /// <inheritdoc cref="TryRead"/>
    public static bool TryReadName(ref Utf8JsonReader reader, scoped Span<char> name, out int length)
    {
        length = 0;
        const int escape = 6;
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.IsEmpty || reader.ValueSpan.Length > name.Length * escape)
        {
            return false;
        }

        Span<char> text = stackalloc char[reader.ValueSpan.Length];
        length = reader.CopyString(text);
        if (length > name.Length || HasControl(text[..length]))
        {
            return false;
        }

        text[..length].CopyTo(name);
        return true;
    }

    private static bool HasControl(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character))
            {
                return true;
            }
        }

        return false;
    }
}
