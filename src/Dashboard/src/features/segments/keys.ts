// The list is ['segments', environment] (api/segments.ts); what follows is renewed with it.

export const segmentKey = (key: string, environmentKey: string) => ['segments', environmentKey, key];

export const usageKey = (key: string, environmentKey: string) => [...segmentKey(key, environmentKey), 'usage'];
