using FeatureFlag.Domain;

namespace FeatureFlag.Application.Experiments.Results;

internal static class ResultsErrors
{
    public static Error NoRun(string key, int? number) => Error.NotFound(number is null
        ? $"The experiment \"{key}\" has not been started yet: there is nothing to show. POST /experiments/{key}/start starts it."
        : $"The experiment \"{key}\" has no run {number}. GET /experiments/{key} lists its runs.");

    public static Error NoMetric(string key, string metric) =>
        Error.NotFound($"The experiment \"{key}\" does not measure \"{metric}\". GET /experiments/{key} lists its metrics.");
}
