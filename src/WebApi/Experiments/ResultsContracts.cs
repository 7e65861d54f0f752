using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Experiments;

/// <summary>Which run of an experiment.</summary>
public sealed record RunQuery
{
    [FromQuery(Name = "run")]
    [Description("Which run: 1, 2, …; the last one when absent.")]
    public int? Run { get; init; }
}

/// <summary>Which comparison.</summary>
public sealed record TimeseriesQuery
{
    [FromQuery(Name = "run")]
    [Description("Which run: 1, 2, …; the last one when absent.")]
    public int? Run { get; init; }

    [FromQuery(Name = "metric")]
    [Description("A metric of the experiment; its first goal when absent.")]
    public string? Metric { get; init; }

    [FromQuery(Name = "treatment")]
    [Description("An arm to compare with the control; the first one when absent.")]
    public string? Treatment { get; init; }
}
