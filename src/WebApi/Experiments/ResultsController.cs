using System.ComponentModel;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments.Results;
using FeatureFlag.WebApi.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace FeatureFlag.WebApi.Experiments;

/// <summary>What experiments show.</summary>
[Route("experiments/{key}/results")]
[Tags("Experiments")]
public sealed class ResultsController(IMediator mediator) : ApiController(mediator)
{
    private const string AsOf = "Exposures and events before this instant count; the latest results when absent.";

    /// <summary>Read an experiment's results</summary>
    /// <remarks>
    /// Any role. Results are computed in the background and stored; this answers the latest, or those as of an instant. Where nothing is stored yet
    /// it computes. Judging early is safe in hybrid and sequential mode: their p hold at any number of looks.
    /// </remarks>
    /// <param name="key">Which experiment.</param>
    /// <param name="query">Which run.</param>
    /// <param name="asOf">Exposures and events before this instant count; the latest results when absent.</param>
    [HttpGet]
    public async Task<ActionResult<ExperimentResults>> Get(
        string key,
        [FromQuery] RunQuery query,
        [FromQuery(Name = "as_of"), ModelBinder<TimeBinder>, Description(AsOf)] DateTimeOffset? asOf) =>
        Answer(await SendAsync(new GetResults(key, query.Run, asOf)), results => results);

    /// <summary>Compute an experiment's results anew</summary>
    /// <remarks>Any role. In the background; asking again while it goes on changes nothing.</remarks>
    /// <param name="key">Which experiment.</param>
    /// <param name="query">Which run.</param>
    [HttpPost]
    [ProducesResponseType<ComputationProgress>(StatusCodes.Status202Accepted)]
    public async Task<ActionResult<ComputationProgress>> Compute(string key, [FromQuery] RunQuery query)
    {
        var asked = await SendAsync(new ComputeResults(key, query.Run));
        return asked.IsOk ? Accepted(asked.Value) : Failed(asked.Error);
    }

    /// <summary>Ask how far the computation is</summary>
    /// <remarks>Any role.</remarks>
    /// <param name="key">Which experiment.</param>
    /// <param name="query">Which run.</param>
    [HttpGet("progress")]
    public async Task<ActionResult<ComputationProgress>> Progress(string key, [FromQuery] RunQuery query) =>
        Answer(await SendAsync(new GetResultsProgress(key, query.Run)), progress => progress);

    /// <summary>Read how a comparison came to be, day by day</summary>
    /// <remarks>Any role. From stored results: as of each midnight (UTC), all data up to then.</remarks>
    /// <param name="key">Which experiment.</param>
    /// <param name="query">Which comparison.</param>
    [HttpGet("/experiments/{key}/timeseries")]
    public async Task<ActionResult<ResultsTimeseries>> Timeseries(string key, [FromQuery] TimeseriesQuery query) =>
        Answer(await SendAsync(new GetTimeseries(key, query.Run, query.Metric, query.Treatment)), series => series);

    /// <summary>Break results down by an attribute</summary>
    /// <remarks>
    /// Any role. By the value that one of the experiment's dimensions had at a unit's first exposure. Exploratory: p are corrected over all values.
    /// </remarks>
    /// <param name="key">Which experiment.</param>
    /// <param name="dimension">One of the experiment's dimensions.</param>
    /// <param name="metric">A metric of the experiment; all when absent.</param>
    /// <param name="query">Which run.</param>
    [HttpGet("/experiments/{key}/breakdown")]
    public async Task<ActionResult<ResultsBreakdown>> Breakdown(
        string key,
        [FromQuery(Name = "dimension"), BindRequired, Description("One of the experiment's dimensions.")] string dimension,
        [FromQuery(Name = "metric"), Description("A metric of the experiment; all when absent.")] string? metric,
        [FromQuery] RunQuery query) =>
        Answer(await SendAsync(new GetBreakdown(key, query.Run, dimension, metric)), breakdown => breakdown);

    /// <summary>Download an experiment's results</summary>
    /// <remarks>
    /// Any role. As CSV one row per metric and arm, with the sums from which everything follows; as JSON what reading them answers. Cells that a spreadsheet
    /// would take for a formula begin with an apostrophe.
    /// </remarks>
    /// <param name="key">Which experiment.</param>
    /// <param name="format">"csv" or "json".</param>
    /// <param name="query">Which run.</param>
    /// <param name="asOf">As when reading them.</param>
    [HttpGet("/experiments/{key}/export")]
    [ProducesResponseType<string>(StatusCodes.Status200OK, "text/csv")]
    public async Task<ActionResult> Export(
        string key,
        [FromQuery(Name = "format"), Description("\"csv\" or \"json\"; \"csv\" when absent.")] string? format,
        [FromQuery] RunQuery query,
        [FromQuery(Name = "as_of"), ModelBinder<TimeBinder>, Description(AsOf)] DateTimeOffset? asOf)
    {
        if (format is not (null or "csv" or "json"))
        {
            return Failed(Error.Invalid("format", "must be \"csv\" or \"json\"."));
        }

        var results = await SendAsync(new GetResults(key, query.Run, asOf));
        if (!results.IsOk)
        {
            return Failed(results.Error);
        }

        var name = FormattableString.Invariant($"{results.Value.Experiment}-{results.Value.Run}.{format ?? "csv"}");
        Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        return format == "json" ? new JsonResult(results.Value) : Content(ResultsCsv.Write(results.Value), "text/csv; charset=utf-8; header=present");
    }
}
