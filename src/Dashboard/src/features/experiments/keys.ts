// Those of experiments begin with 'experiments' and are renewed with everything that people change; results with none of that, as they
// are computed in the background and asked for anew only then.

/** The list is ['experiments']. */
export const experimentKey = (key: string) => ['experiments', 'one', key];

export interface ResultsPlace {
  experiment: string;
  /** Undefined: the last run. */
  run?: number;
  /** RFC 3339; undefined: the latest. */
  asOf?: string;
}

const ofResults = (experiment: string) => ['results', experiment];

export const resultsKeys = {
  all: ofResults,
  results: ({ experiment, run, asOf }: ResultsPlace) => [...ofResults(experiment), run ?? null, 'at', asOf ?? null],
  progress: ({ experiment, run }: ResultsPlace) => [...ofResults(experiment), run ?? null, 'progress'],
  timeseries: ({ experiment, run }: ResultsPlace, metric: string, treatment: string) => [
    ...ofResults(experiment),
    run ?? null,
    'timeseries',
    metric,
    treatment,
  ],
  breakdown: ({ experiment, run }: ResultsPlace, dimension: string, metric: string) => [
    ...ofResults(experiment),
    run ?? null,
    'breakdown',
    dimension,
    metric,
  ],
};
