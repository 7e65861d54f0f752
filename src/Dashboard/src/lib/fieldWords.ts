import { formatJson } from './json';

const names = new Map(
  Object.entries({
    is_enabled: 'State',
    flag_type: 'Type',
    rollout_percentage: 'Rollout',
    targets: 'Individual users',
    rules: 'Targeting rules',
    default_serve: 'Default',
    when: 'Condition',
    included: 'Included users',
    excluded: 'Excluded users',
    client_visible: 'Visible to client keys',
    is_archived: 'Archived',
    is_protected: 'Protected',
    is_active: 'Active',
    email: 'E-mail address',
    hint: 'Ends with',
    plain_bulk: 'Plain bulk answers',
    expires_at: 'Expires',
    flag_key: 'Flag',
    traffic_percentage: 'Traffic',
    prior_sd: 'Standard deviation of the prior',
    multi_exposed: 'Units in several variants',
    run: 'Run',
    cuped_days: 'Days before the exposure (CUPED)',
    minimum_effect: 'Change worth finding',
    margin: 'Margin as a guardrail',
    bucket_by: 'Buckets by',
    percentage: 'Held out',
  }),
);

/** What people call a field of a flag, segment, environment, SDK key or user. */
export function fieldName(field: string): string {
  const words = field.replaceAll('_', ' ');
  return names.get(field) ?? words.charAt(0).toUpperCase() + words.slice(1);
}

const percentages = new Set(['rollout_percentage', 'traffic_percentage', 'percentage']);

/** A plain value as people say it; undefined: there is none. */
export function valueInWords(field: string, value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') {
    return undefined;
  }
  if (typeof value === 'boolean') {
    const [yes, no] = field === 'is_enabled' ? ['on', 'off'] : ['yes', 'no'];
    return value ? yes : no;
  }
  if (percentages.has(field)) {
    return `${formatJson(value)} %`;
  }
  return typeof value === 'string' ? value : formatJson(value, 0);
}
