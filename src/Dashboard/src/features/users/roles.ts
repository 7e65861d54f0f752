import type { UserResponse } from '@/api/generated/api';

export type Role = UserResponse['role'];

/** What each role may do, in a sentence. */
export const roles = [
  { value: 'viewer', label: 'Viewer', may: 'looks at everything and changes nothing' },
  {
    value: 'developer',
    label: 'Developer',
    may: 'creates and changes flags, segments and SDK keys outside protected environments',
  },
  { value: 'admin', label: 'Admin', may: 'does everything, and alone deletes, changes protected environments and manages users' },
] as const;
