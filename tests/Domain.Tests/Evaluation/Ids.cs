using System.Globalization;

namespace FeatureFlag.Domain.Tests.Evaluation;

/// <summary>The shapes that user ids have in the wild; sequential numbers are the hardest for a hash.</summary>
public static class Ids
{
    private const int Most = 100_000;

    public static readonly string[] Shapes = ["sequential", "prefixed", "padded", "e-mail", "hexadecimal", "Chinese"];

    private static readonly Dictionary<string, string[]> All = Shapes.ToDictionary(shape => shape, shape =>
        Enumerable.Range(1, Most).Select(number => Id(shape, number.ToString(CultureInfo.InvariantCulture))).ToArray());

    public static ArraySegment<string> Of(string shape, int count) => new(All[shape], 0, count);

    private static string Id(string shape, string number) => shape switch
    {
        "sequential" => number,
        "prefixed" => $"user-{number}",
        "padded" => number.PadLeft(12, '0'),
        "e-mail" => $"user.{number}@example.com",
        "hexadecimal" => int.Parse(number, CultureInfo.InvariantCulture).ToString("x16", CultureInfo.InvariantCulture),
        "Chinese" => $"用户{number}",
        _ => throw new ArgumentOutOfRangeException(nameof(shape)),
    };
}
