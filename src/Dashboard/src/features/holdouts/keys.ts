// The list is ['holdouts', environment] (api/holdouts.ts); what follows is renewed with it.

export const holdoutKey = (key: string, environmentKey: string) => ['holdouts', environmentKey, key];
