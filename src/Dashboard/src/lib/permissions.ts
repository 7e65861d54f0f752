import type { EnvironmentResponse, UserResponse } from '@/api/generated/api';

/** Why something cannot be done, in a sentence for the person who would like to; null: it can. */
export type Denied = string | null;

type Who = Pick<UserResponse, 'role'>;
type Where = Pick<EnvironmentResponse, 'name' | 'is_protected'>;

const ask = 'Ask an admin.';

export function denyAdminOnly(user: Who, what: string): Denied {
  return user.role === 'admin' ? null : `Only admins ${what}. ${ask}`;
}

/** Creating and changing flags and segments; the server has the same rule. */
export function denyChange(user: Who, environment: Where): Denied {
  if (user.role === 'viewer') {
    return `Your role, viewer, can look but not change. ${ask}`;
  }

  return environment.is_protected && user.role !== 'admin' ? `${environment.name} is protected: only admins change it.` : null;
}

/** SDK keys are made, rotated and deleted by those who may change their environment. */
export const denyKeys = denyChange;

export function denyDelete(user: Who): Denied {
  return denyAdminOnly(user, 'delete');
}
