/** All pages but those of one thing, in the order of the navigation; key: what follows "g" to go there. */
export const pages = [
  { to: '/flags', label: 'Flags', key: 'f', group: 'Deliver' },
  { to: '/segments', label: 'Segments', key: 's', group: 'Deliver' },
  { to: '/audit', label: 'Audit', key: 'a', group: 'Deliver' },
  { to: '/experiments', label: 'Experiments', key: 'x', group: 'Experiment' },
  { to: '/metrics', label: 'Metrics', key: 'm', group: 'Experiment' },
  { to: '/layers', label: 'Layers', key: 'l', group: 'Experiment' },
  { to: '/holdouts', label: 'Holdouts', key: 'o', group: 'Experiment' },
  { to: '/start', label: 'Getting started', key: 'h', group: 'Set up' },
  { to: '/environments', label: 'Environments', key: 'e', group: 'Set up' },
  { to: '/sdk-keys', label: 'SDK keys', key: 'k', group: 'Set up' },
  { to: '/users', label: 'Users', key: 'u', group: 'Set up' },
  { to: '/settings', label: 'Settings', key: 't', group: 'Set up' },
] as const;

export type Page = (typeof pages)[number];
