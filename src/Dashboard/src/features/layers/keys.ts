// The list is ['layers', environment] (api/layers.ts); what follows is renewed with it.

export const layerKey = (key: string, environmentKey: string) => ['layers', environmentKey, key];
