namespace FeatureFlag.Domain.Evaluation;

/// <summary>What is wrong with something that people wrote, by the place where they wrote it.</summary>
public sealed class Problems
{
    /// <summary>Who has more than this many wrong will not read them all at once.</summary>
    private const int MaxTold = 100;

    private readonly Dictionary<string, List<string>> _byPath = new(StringComparer.Ordinal);

    public bool Any => _byPath.Count > 0;

    /// <param name="path">Such as <c>rules[0].when.all[1].operator</c>.</param>
    /// <param name="message">Goes on from the path: "must be …".</param>
    public void Add(string path, string message)
    {
        if (!_byPath.TryGetValue(path, out var messages))
        {
            _byPath[path] = messages = [];
        }

        messages.Add(message);
    }

    public IReadOnlyDictionary<string, string[]> ByPath() => _byPath.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);

    /// <summary>The first of them as an error for the caller; null when there are none.</summary>
    public Error? ToError() =>
        Any ? Error.Invalid(ByPath().Take(MaxTold).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal)) : null;
}
