using System.Buffers.Text;
using System.Text;
using FeatureFlag.Domain;

namespace FeatureFlag.Application;

/// <summary>Where and how far to read in a list.</summary>
/// <param name="Limit">At most this many items.</param>
/// <param name="After">The item behind which to go on; null for the beginning.</param>
public sealed record PageRequest(int Limit, Position? After)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 200;

    /// <summary>Cuts one item more than the limit off, if it is there, and says where the next page begins.</summary>
    public Page<T> Cut<T>(IReadOnlyList<T> oneMore, Func<T, Position> position) => oneMore.Count <= Limit
        ? new(oneMore, null)
        : new([.. oneMore.Take(Limit)], position(oneMore[Limit - 1]).ToCursor());

    /// <summary>A page of those that the query behind it cannot choose: reads on until there are enough.</summary>
    /// <param name="read">Up to one more than the limit.</param>
    /// <param name="keep">Whether it belongs into the page.</param>
    /// <param name="position">Where it stands.</param>
    public async Task<Page<T>> FillAsync<T>(Func<PageRequest, Task<IReadOnlyList<T>>> read, Func<T, bool> keep, Func<T, Position> position)
    {
        var kept = new List<T>();
        var page = this;
        while (true)
        {
            var found = await read(page);
            kept.AddRange(found.Where(keep));
            if (found.Count <= page.Limit || kept.Count > Limit)
            {
                return Cut(kept, position);
            }

            page = new(Math.Max(Limit, MaxLimit), position(found[^1]));
        }
    }
}

/// <param name="Items">At most the asked number.</param>
/// <param name="NextCursor">Opaque; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>A place in a list, by what the list is sorted by. As a cursor it is opaque, URL-safe text.</summary>
public sealed record Position(string First, string Second = "")
{
    public const string Rule = "was not made by this list. Take it from the Link header of the page before.";

    private const char Separator = '\n';

    public string ToCursor() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{First}{Separator}{Second}"));

    /// <summary>Null if the text was not made by <see cref="ToCursor"/>.</summary>
    public static Position? Parse(string cursor)
    {
        if (!Base64Url.IsValid(cursor))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split(Separator);
        return parts.Length == 2 && parts.All(Text.IsLine) ? new(parts[0], parts[1]) : null;
    }
}
