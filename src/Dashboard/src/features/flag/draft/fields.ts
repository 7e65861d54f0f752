import type { FlagFields, FlagResponse } from '@/api/generated/api';
import { isSameJson } from '@/lib/json';

/** The fields that a draft holds. "is_enabled" is not among them: its switch acts at once. */
const fieldNames = [
  'name',
  'description',
  'rollout_percentage',
  'variants',
  'off_variant',
  'bucket_by',
  'salt',
  'targets',
  'prerequisites',
  'rules',
  'default_serve',
  'client_visible',
  'tags',
  'owner',
  'purpose',
  'expires_on',
] as const satisfies readonly (keyof FlagFields & keyof FlagResponse)[];

export type FieldName = (typeof fieldNames)[number];

export type Fields = Pick<FlagResponse, FieldName>;

export function fieldsOf(flag: FlagResponse): Fields {
  return Object.fromEntries(fieldNames.map((name) => [name, flag[name]])) as Fields;
}

/** The fields that differ, as a PUT takes them. */
export function changedFields(before: Fields, after: Fields): Partial<Fields> {
  return Object.fromEntries(
    fieldNames.filter((name) => !isSameJson(before[name], after[name])).map((name) => [name, after[name]]),
  );
}
