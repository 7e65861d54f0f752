using FeatureFlag.Application.Experiments;
using FeatureFlag.Application.Experiments.Results;
using FeatureFlag.Domain;
using FeatureFlag.Domain.Experiments;
using FeatureFlag.WebApi.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace FeatureFlag.WebApi.Experiments;

[Route("experiments")]
[Tags("Experiments")]
public sealed class ExperimentsController(IMediator mediator) : ApiController(mediator)
{
    /// <summary>Create an experiment as a draft</summary>
    /// <remarks>
    /// Developers and admins; in a protected environment admins only. A draft may lack what starting needs. Its key is unique in
    /// the whole installation.
    /// </remarks>
    /// <param name="body">The experiment.</param>
    [HttpPost]
    [ProducesResponseType<ExperimentResponse>(StatusCodes.Status201Created)]
    public async Task<ActionResult<ExperimentResponse>> Create(CreateExperiment body) =>
        Created(await SendAsync(body), experiment => ExperimentResponse.Of(experiment, null), experiment => $"/experiments/{experiment.Key}");

    /// <summary>List experiments</summary>
    /// <remarks>Any role. Newest first. Verdicts are those of stored results; nothing is computed.</remarks>
    [HttpGet]
    public async Task<ActionResult<IReadOnlyList<ExperimentResponse>>> List([FromQuery] ExperimentListQuery query, [FromQuery] PageQuery page)
    {
        var found = await SendAsync(new ListExperiments(query.EnvironmentKey, query.FlagKey, query.Status, query.Q, page.ToRequest()));
        var verdicts = await VerdictsAsync(found.IsOk ? found.Value.Items : []);
        return verdicts.IsOk ? List(found, experiment => ExperimentResponse.Of(experiment, verdicts.Value.GetValueOrDefault(experiment.Id))) : Failed(verdicts.Error);
    }

    /// <summary>Read an experiment</summary>
    /// <remarks>Any role.</remarks>
    /// <param name="key">Which experiment.</param>
    [HttpGet("{key}")]
    public Task<ActionResult<ExperimentResponse>> Get(string key) => AnswerAsync(new GetExperiment(key));

    /// <summary>Change the named fields of an experiment</summary>
    /// <remarks>
    /// Developers and admins; in a protected environment admins only. A draft can change in everything. While it runs, what decides
    /// how it is judged is fixed (409); a change of whom it gives what ends the run and begins a new one, except more traffic.
    /// Once it is stopped, its texts can change and metrics be added.
    /// </remarks>
    /// <param name="key">Which experiment.</param>
    /// <param name="body">What to change.</param>
    [HttpPut("{key}")]
    public Task<ActionResult<ExperimentResponse>> Update(string key, ExperimentFields body) =>
        AnswerAsync(new UpdateExperiment(key, body, IfMatch));

    /// <summary>Delete a draft</summary>
    /// <remarks>Admins. Its history stays. What has run cannot be deleted (409): archive it.</remarks>
    /// <param name="key">Which experiment.</param>
    [HttpDelete("{key}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<ActionResult> Delete(string key) => NoContent(await SendAsync(new DeleteExperiment(key, IfMatch)));

    /// <summary>Start a draft</summary>
    /// <remarks>
    /// Developers and admins; in a protected environment admins only. Everything that is missing is said at its field (422). One
    /// experiment runs on a flag at a time, and in a layer there must be room (409).
    /// </remarks>
    /// <param name="key">Which experiment.</param>
    [HttpPost("{key}/start")]
    public Task<ActionResult<ExperimentResponse>> Start(string key) => AnswerAsync(new StartExperiment(key, IfMatch));

    /// <summary>Stop a running experiment, and ship a variant if that is meant</summary>
    /// <remarks>
    /// Developers and admins; in a protected environment admins only. The flag serves what it would without the experiment; with
    /// ship_variant its default becomes that variant.
    /// </remarks>
    /// <param name="key">Which experiment.</param>
    /// <param name="body">What was learned, and what becomes of the flag.</param>
    [HttpPost("{key}/stop")]
    public Task<ActionResult<ExperimentResponse>> Stop(string key, StopRequest body) =>
        AnswerAsync(new StopExperiment(key, body.Conclusion, body.ShipVariant, IfMatch));

    /// <summary>Put a stopped experiment out of the way</summary>
    /// <remarks>Developers and admins; in a protected environment admins only. Its results stay.</remarks>
    /// <param name="key">Which experiment.</param>
    [HttpPost("{key}/archive")]
    public Task<ActionResult<ExperimentResponse>> Archive(string key) =>
        AnswerAsync(new ArchiveExperiment(key, IfMatch));

    private async Task<ActionResult<ExperimentResponse>> AnswerAsync(IRequest<Result<Experiment>> request)
    {
        var experiment = await SendAsync(request);
        var verdicts = await VerdictsAsync(experiment.IsOk ? [experiment.Value] : []);
        return verdicts.IsOk ? Answer(experiment, found => ExperimentResponse.Of(found, verdicts.Value.GetValueOrDefault(found.Id))) : Failed(verdicts.Error);
    }

    private Task<Result<Dictionary<Guid, ExperimentVerdict>>> VerdictsAsync(IReadOnlyList<Experiment> experiments) =>
        SendAsync(new ListVerdicts([.. experiments.Select(experiment => experiment.Id)]));
}
