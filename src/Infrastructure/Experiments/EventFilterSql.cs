using System.Globalization;
using System.Text.Json;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;

namespace FeatureFlag.Infrastructure.Experiments;

/// <summary>Filters on events (<c>m</c>) as SQL that both databases read alike. Equality is by JSON type: "5" is not 5; numbers compare as numbers.</summary>
/// <param name="parameters">Of the statement; names and values go there, never into the text.</param>
/// <param name="path">How the database takes the name of an attribute.</param>
internal sealed class EventFilterSql(SqlParameters parameters, Func<string, string> path)
{
    private const string FirstCharacters = "'-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'";

    /// <returns>"TRUE"-like text where there are no filters.</returns>
    public string All(IReadOnlyList<EventFilter> filters) => filters.Count == 0 ? "1 = 1" : string.Join(" AND ", filters.Select(One));

    private string One(EventFilter filter)
    {
        if (filter.Attribute == EventFilter.Value)
        {
            return Condition(filter, "m.value IS NOT NULL", token => $"m.value = {parameters.Add(Number(token))}", "m.value");
        }

        var attribute = $"(m.attributes -> {parameters.Add(path(filter.Attribute))})";
        var json = $"CAST({attribute} AS text)";
        var number = $"CASE WHEN substr({json}, 1, 1) IN ({FirstCharacters}) THEN CAST({json} AS double precision) END";
        return Condition(filter, $"({json} IS NOT NULL AND {json} <> 'null')", token => Equal(token, attribute, json, number), number);
    }

    /// <summary>What has no such attribute passes nothing but "not_exists".</summary>
    private string Condition(EventFilter filter, string exists, Func<JsonToken, string> equal, string number)
    {
        string Any() => $"({string.Join(" OR ", filter.Values.Select(equal))})";
        string Compared(string sign) => $"{number} {sign} {parameters.Add(Number(filter.Values[0]))}";
        return filter.Operator switch
        {
            "equals" => $"({exists} AND {Any()})",
            "not_equals" => $"({exists} AND NOT coalesce({Any()}, {Never}))",
            "gt" => Compared(">"),
            "gte" => Compared(">="),
            "lt" => Compared("<"),
            "lte" => Compared("<="),
            "exists" => exists,
            "not_exists" => $"(NOT {exists})",
            _ => throw new InvalidDataException($"There is no operator \"{filter.Operator}\"."),
        };
    }

    private const string Never = "1 = 0";

    private string Equal(JsonToken token, string attribute, string json, string number) => token.Kind switch
    {
        JsonValueKind.String => $"(substr({json}, 1, 1) = '\"' AND {attribute.Replace(" -> ", " ->> ", StringComparison.Ordinal)} = {parameters.Add(token.AsString()!)})",
        JsonValueKind.Number => $"({json} = {parameters.Add(token.Text)} OR {number} = {parameters.Add(Number(token))})",
        _ => $"{json} = {parameters.Add(token.Text)}",
    };

    private static double Number(JsonToken token) => double.Parse(token.Text, CultureInfo.InvariantCulture);
}
