import type { CreateFlag, ExperimentResults } from '@/api/generated/api';
import type { Server } from './server';

const environment = 'development';

/** A flag that serves "old", and the metric "purchase" of its environment. */
export async function aFlagToCompare(server: Server, key: string): Promise<void> {
  const admin = await server.asAdmin();
  await admin.flags.create({
    key,
    name: key,
    environment_key: environment,
    flag_type: 'multivariate',
    value_type: 'string',
    variants: ['old', 'new'].map((variant) => ({ key: variant, value: `${variant} page` })),
    off_variant: 'old',
    default_serve: { variant: 'old' },
    is_enabled: true,
  } as CreateFlag);
}

export async function aMetric(server: Server, key: string): Promise<void> {
  const admin = await server.asAdmin();
  await admin.metrics.create({
    key,
    name: `Rate of ${key}`,
    environment_key: environment,
    kind: 'proportion',
    events: { event: key, aggregate: 'count', filters: [] },
  });
}

/** One that runs on a flag of its own, half and half. */
export async function aRunningExperiment(server: Server, key: string, metric: string): Promise<void> {
  const admin = await server.asAdmin();
  await aFlagToCompare(server, `flag-of-${key}`);
  await admin.experiments.create({
    key,
    name: `Experiment ${key}`,
    environment_key: environment,
    flag_key: `flag-of-${key}`,
    arms: ['old', 'new'].map((variant) => ({ variant, weight: 50_000 })),
    control: 'old',
    metrics: [{ metric, role: 'goal' }],
    dimensions: ['country'],
  });
  await admin.experiments.start(key);
}

export interface PostedEvent {
  type: 'exposure' | 'metric';
  id: string;
  ts: string;
  unit: string;
  experiment?: string;
  variant?: string;
  event?: string;
  attributes?: Record<string, string>;
}

/** As a client does that evaluates by itself. */
export async function postEvents(server: Server, events: PostedEvent[]): Promise<void> {
  const admin = await server.asAdmin();
  const { secret } = await admin.sdkKeys.create(environment, { name: `events ${events[0]?.id}`, kind: 'server' });
  const answer = await fetch(`${server.address}/events`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/x-ndjson' },
    body: events.map((event) => JSON.stringify(event)).join('\n'),
  });
  const said = await answer.json();
  if (answer.status !== 202 || said.rejected !== 0) {
    throw new Error(`The events were not taken: ${answer.status} ${JSON.stringify(said)}`);
  }
}

/** Has results computed until they count so many units and their events: what evaluations show is written down in batches. */
export async function resultsOf(server: Server, experiment: string, units: number): Promise<ExperimentResults> {
  const admin = await server.asAdmin();
  for (let looks = 0; looks < 60; looks++) {
    await admin.results.compute(experiment);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const results = await admin.results.get(experiment);
    if (results.progress.units >= units && results.metrics.every((metric) => metric.last_event_at !== null)) {
      return results;
    }
  }
  throw new Error(`The results of ${experiment} never counted ${units} units.`);
}
