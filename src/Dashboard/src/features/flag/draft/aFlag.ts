import type { FlagResponse } from '@/api/generated/api';

/** For tests: a boolean flag, with what the test is about. */
export function aFlag(fields: Partial<FlagResponse> = {}): FlagResponse {
  return {
    id: '0199a000-0000-7000-8000-000000000001',
    key: 'checkout',
    name: 'Checkout',
    description: '',
    environment_id: '0199a000-0000-7000-8000-000000000002',
    environment_key: 'development',
    flag_type: 'boolean',
    is_enabled: true,
    rollout_percentage: 0,
    value_type: 'boolean',
    variants: [
      { key: 'on', value: true },
      { key: 'off', value: false },
    ],
    off_variant: 'off',
    bucket_by: 'user_id',
    salt: 'checkout',
    targets: [],
    prerequisites: [],
    rules: [],
    default_serve: null,
    experiment: null,
    holdout: null,
    client_visible: false,
    tags: [],
    owner: null,
    purpose: 'release',
    expires_on: null,
    is_archived: false,
    version: 1,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    ...fields,
  };
}
