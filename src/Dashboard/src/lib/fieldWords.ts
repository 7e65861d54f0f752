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
  }),
);

/** What people call a field of a flag, segment, environment, SDK key or user. */
export function fieldName(field: string): string {
  const words = field.replaceAll('_', ' ');
  return names.get(field) ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** A plain value as people say it; undefined: there is none. */
export function valueInWords(field: string, value: unknown): string | undefined {
  if (value === null || value === undefined || value === '') {
    return undefined;
  }
  if (typeof value === 'boolean') {
    const [yes, no] = field === 'is_enabled' ? ['on', 'off'] : ['yes', 'no'];
    return value ? yes : no;
  }
  if (field === 'rollout_percentage') {
    return `${formatJson(value)} %`;
  }
  return typeof value === 'string' ? value : formatJson(value, 0);
}
