/** Pages by the key that follows "g". */
export const pages = [
  { to: '/flags', label: 'Flags', key: 'f' },
  { to: '/segments', label: 'Segments', key: 's' },
  { to: '/audit', label: 'Audit', key: 'a' },
  { to: '/start', label: 'Getting started', key: 'h' },
  { to: '/environments', label: 'Environments', key: 'e' },
  { to: '/sdk-keys', label: 'SDK keys', key: 'k' },
  { to: '/users', label: 'Users', key: 'u' },
  { to: '/settings', label: 'Settings', key: 't' },
] as const;
