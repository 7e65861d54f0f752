using System.Globalization;
using System.Text.Json;
using FeatureFlag.Domain.Evaluation;

namespace FeatureFlag.Domain.Experiments;

/// <summary>Whether a selection of events can be asked for.</summary>
internal static class EventCheck
{
    public const int MaxFilters = 20;
    public const int MaxValues = 100;
    public const int AttributeMaxLength = 200;
    public const int ValueMaxLength = 1000;

    public static void Check(EventSelection events, string path, Problems problems)
    {
        if (events.Event.Length > MetricCheck.EventMaxLength || string.IsNullOrWhiteSpace(events.Event) || !Text.IsLine(events.Event))
        {
            problems.Add($"{path}.event", $"must be the name of an event: 1 to {MetricCheck.EventMaxLength} characters on one line.");
        }

        Words.Check(events.Aggregate, $"{path}.aggregate", problems);
        if (events.Filters.Count > MaxFilters)
        {
            problems.Add($"{path}.filters", $"are {events.Filters.Count}; at most {MaxFilters} are allowed.");
            return;
        }

        for (var i = 0; i < events.Filters.Count; i++)
        {
            Check(events.Filters[i], $"{path}.filters[{i}]", problems);
        }
    }

    private static void Check(EventFilter? filter, string path, Problems problems)
    {
        if (filter is null)
        {
            problems.Add(path, "must not be null.");
            return;
        }

        if (filter.Attribute != EventFilter.Value && !ExperimentCheck.IsAttribute(filter.Attribute))
        {
            problems.Add($"{path}.attribute", $"must be the name of an attribute (1 to {AttributeMaxLength} characters, not beginning with \"$\"), or \"{EventFilter.Value}\" for the event's own value.");
        }

        switch (filter.Operator)
        {
            case "exists" or "not_exists":
                if (filter.Values.Count > 0)
                {
                    problems.Add($"{path}.values", $"must be empty: \"{filter.Operator}\" compares with nothing.");
                }

                break;
            case "gt" or "gte" or "lt" or "lte":
                if (filter.Values is not [var limit] || !IsNumber(limit))
                {
                    problems.Add($"{path}.values", $"must be exactly one number for \"{filter.Operator}\".");
                }

                break;
            case "equals" or "not_equals":
                CheckEquality(filter, path, problems);
                break;
            default:
                problems.Add($"{path}.operator", $"must be {Words.OneOf(EventFilter.Operators)}.");
                break;
        }
    }

    private static void CheckEquality(EventFilter filter, string path, Problems problems)
    {
        if (filter.Values.Count is < 1 or > MaxValues)
        {
            problems.Add($"{path}.values", $"must be 1 to {MaxValues} values for \"{filter.Operator}\".");
            return;
        }

        for (var i = 0; i < filter.Values.Count; i++)
        {
            if (filter.Attribute == EventFilter.Value ? !IsNumber(filter.Values[i]) : !IsScalar(filter.Values[i]))
            {
                problems.Add($"{path}.values[{i}]", filter.Attribute == EventFilter.Value
                    ? "must be a number: the values of events are numbers."
                    : $"must be a text of at most {ValueMaxLength} characters, a number, true or false.");
            }
        }
    }

    private static bool IsScalar(JsonToken value) => value.Kind switch
    {
        JsonValueKind.True or JsonValueKind.False => true,
        JsonValueKind.String => value.AsString() is { Length: <= ValueMaxLength } text && !text.Contains('\0', StringComparison.Ordinal),
        _ => IsNumber(value),
    };

    private static bool IsNumber(JsonToken value) =>
        value.Kind == JsonValueKind.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);
}
