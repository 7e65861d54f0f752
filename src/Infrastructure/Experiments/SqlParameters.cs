namespace FeatureFlag.Infrastructure.Experiments;

/// <summary>Parameters of a statement that is put together.</summary>
internal sealed class SqlParameters : Dictionary<string, object>
{
    public SqlParameters()
        : base(StringComparer.Ordinal)
    {
    }

    public SqlParameters(SqlParameters others)
        : base(others, StringComparer.Ordinal)
    {
    }

    /// <summary>A new parameter, by its name in the statement.</summary>
    public string Add(object value)
    {
        var name = FormattableString.Invariant($"p{Count}");
        this[name] = value;
        return "@" + name;
    }

    /// <summary>For between the brackets of IN.</summary>
    public string AddList<T>(string prefix, IReadOnlyList<T> values)
        where T : notnull => string.Join(", ", values.Select((value, i) =>
    {
        var name = FormattableString.Invariant($"{prefix}{i}");
        this[name] = value;
        return "@" + name;
    }));
}
