/** What each kind of key may see, in a sentence. */
export const kinds = [
  {
    kind: 'server',
    label: 'Server',
    sees: 'Sees everything in the environment, with rules and segments. For your own services; never ship it to browsers or apps.',
  },
  {
    kind: 'client',
    label: 'Client',
    sees: 'Sees only the results of flags marked “visible to client keys”, never rules or ids. For browsers and mobile apps.',
  },
] as const;
