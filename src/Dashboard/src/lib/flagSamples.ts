// For tests: valid flags, of which a test names only what it is about.
import type { FlagOverviewResponse, FlagSummaryResponse } from '@/api/generated/api';

export function inEnvironment(fields: Partial<FlagSummaryResponse> = {}): FlagSummaryResponse {
  return {
    environment_key: 'development',
    id: '01900000-0000-7000-8000-000000000000',
    version: 1,
    is_enabled: false,
    is_archived: false,
    rollout_percentage: null,
    rule_count: 0,
    target_count: 0,
    prerequisite_count: 0,
    serves: null,
    default_split: false,
    experiment: null,
    holdout: null,
    last_evaluated_at: null,
    stale_reasons: [],
    updated_at: '2026-01-01T00:00:00Z',
    ...fields,
  };
}

export function aFlag(fields: Partial<FlagOverviewResponse> = {}): FlagOverviewResponse {
  return {
    key: 'new-checkout',
    name: 'New checkout',
    description: '',
    flag_type: 'boolean',
    value_type: 'boolean',
    tags: [],
    owner: null,
    purpose: 'release',
    expires_on: null,
    is_archived: false,
    updated_at: '2026-01-01T00:00:00Z',
    environments: [inEnvironment()],
    ...fields,
  };
}
