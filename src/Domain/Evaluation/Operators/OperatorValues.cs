using System.Globalization;
using System.Text.Json;

namespace FeatureFlag.Domain.Evaluation.Operators;

/// <summary>Reads the values of a leaf as its operator wants them; what does not fit becomes a problem at its place.</summary>
/// <param name="values">As written.</param>
/// <param name="ignoresCase">Of the leaf.</param>
/// <param name="path">Of the list, such as <c>rules[0].when.values</c>.</param>
/// <param name="problems">Receives what is wrong.</param>
/// <param name="regexes">What is left for patterns.</param>
internal sealed class OperatorValues(
    IReadOnlyList<JsonToken> values, bool ignoresCase, string path, Action<string, string> problems, RegexBudget regexes)
{
    private delegate bool Reader<T>(JsonToken token, out T value);

    public bool IgnoresCase => ignoresCase;

    public StringComparison Comparison => ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Texts, numbers, true and false.</summary>
    public List<AttributeValue> Scalars() => Each<AttributeValue>(
        TryScalar, "must be a text, a number, true or false; to ask whether there is anything, use exists.");

    public List<string> Texts() => Each<string>(TryText, "must be a text.");

    /// <summary>Texts that satisfy a rule of keys.</summary>
    public List<string> Keys(Func<string, bool> isKey, string rule) =>
        Each((JsonToken token, out string key) => TryText(token, out key) && isKey(key), rule);

    public List<(UInt128 First, UInt128 Last)> Networks() => Each(
        (JsonToken token, out (UInt128 First, UInt128 Last) network) =>
        {
            network = default;
            return TryText(token, out var text) && IpNetwork.TryParse(text, out network.First, out network.Last);
        },
        IpNetwork.Rule);

    public List<string> Versions() => Each<string>(TryVersion, SemanticVersion.Rule);

    /// <summary>Empty after a problem. What they cost is asked first: reading them costs, too.</summary>
    public List<(string Text, int Index)> Patterns()
    {
        var patterns = Texts().Select((text, i) => (Text: text, Index: i)).ToList();
        if (patterns.Count < values.Count)
        {
            return [];
        }

        if (regexes.Spend(patterns) is { } excess)
        {
            Refuse(excess);
            return [];
        }

        var isGood = true;
        foreach (var (text, index) in patterns)
        {
            if (RegexPatterns.Fault(text) is { } fault)
            {
                Refuse(index, fault);
                isGood = false;
            }
        }

        return isGood ? patterns : [];
    }

    public Number OneNumber() => One<Number>(TryNumber, "must be a number, or a text that is one.");

    public Timestamp OneTimestamp() => One<Timestamp>(TryTimestamp, Timestamp.Rule);

    public string OneVersion() => One<string>(TryVersion, SemanticVersion.Rule) ?? "0";

    /// <summary>A percentage in parts of 100 000.</summary>
    public int OneWeight() => One<int>(TryWeight, Flags.RolloutPercentage.Rule);

    public void Refuse(string message) => problems(path, message);

    public void Refuse(int index, string message) => problems(string.Create(CultureInfo.InvariantCulture, $"{path}[{index}]"), message);

    private static bool TryScalar(JsonToken token, out AttributeValue value)
    {
        value = default;
        switch (token.Kind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                value = token.Kind == JsonValueKind.True;
                return true;
            case JsonValueKind.Number when Number.TryParse(token.Text, out var number):
                value = AttributeValue.Of(number);
                return true;
            case JsonValueKind.String when TryText(token, out var text):
                value = text;
                return true;
            default:
                return false;
        }
    }

    private static bool TryText(JsonToken token, out string text)
    {
        text = "";
        try
        {
            text = token.AsString() ?? "";
            return token.Kind == JsonValueKind.String;
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException)
        {
            return false; // Half a surrogate pair: JSON may spell it, but it is no text.
        }
    }

    private static bool TryNumber(JsonToken token, out Number number)
    {
        number = default;
        return token.Kind == JsonValueKind.Number
            ? Number.TryParse(token.Text, out number)
            : TryText(token, out var text) && Number.TryParse(text, out number);
    }

    private static bool TryTimestamp(JsonToken token, out Timestamp time)
    {
        time = default;
        return TryText(token, out var text) && Timestamp.TryParse(text, out time);
    }

    private static bool TryVersion(JsonToken token, out string version) =>
        TryText(token, out version) && SemanticVersion.TryParse(version, out _);

    private static bool TryWeight(JsonToken token, out int weight)
    {
        var percentage = TryNumber(token, out var number) && number.ToDecimal() is { } exact && exact is >= 0 and <= 100
            ? Flags.RolloutPercentage.From(exact)
            : null;
        weight = percentage?.Weight ?? 0;
        return percentage is not null;
    }

    private List<T> Each<T>(Reader<T> read, string rule)
    {
        var all = new List<T>(values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            if (read(values[i], out var value))
            {
                all.Add(value);
            }
            else
            {
                Refuse(i, rule);
            }
        }

        return all;
    }

    private T? One<T>(Reader<T> read, string rule)
    {
        if (values.Count != 1)
        {
            Refuse("must hold exactly one value.");
            return default;
        }

        return Each(read, rule).FirstOrDefault();
    }
}
