// The list is ['metrics', environment] (api/metrics.ts); what follows is renewed with it.

export const metricKey = (key: string, environmentKey: string) => ['metrics', environmentKey, key];
