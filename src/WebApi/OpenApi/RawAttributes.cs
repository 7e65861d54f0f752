namespace FeatureFlag.WebApi.OpenApi;

/// <summary>Documents a parameter that an action reads by itself: of the path if it stands there, otherwise of the query.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RawParameterAttribute(string name) : Attribute
{
    public string Name => name;

    public bool IsRequired { get; init; } = true;

    public required string Description { get; init; }
}

/// <summary>Documents a JSON body that an action reads by itself.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RawBodyAttribute(Type type) : Attribute
{
    public Type Type => type;

    /// <summary>Many of them: a JSON array, or each on a line of its own (NDJSON).</summary>
    public bool IsListOrLines { get; init; }
}
