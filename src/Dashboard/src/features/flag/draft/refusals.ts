import type { FlagFields, TargetingRule } from '@/api/generated/api';
import type { FieldErrors } from '@/lib/fieldErrors';

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function stepsOf(place: string): string[] {
  return place.split(/[.[\]]+/).filter((part) => part !== '');
}

/** The innermost object or list that a place such as "rules[0].when.operator" lies in; for a field by itself its value. */
function holderOf(fields: object, place: string): unknown {
  let holder: unknown = fields;
  for (const step of stepsOf(place)) {
    const next: unknown = isObject(holder) ? holder[step] : undefined;
    if (!isObject(next)) {
      return holder === fields ? next : holder;
    }
    holder = next;
  }

  return holder;
}

/** The errors of what has not been touched since: an edit, or another order, leaves no error at a place that it does not mean. */
export function remainingErrors(errors: FieldErrors, before: object, after: object): FieldErrors {
  const entries = Object.entries(errors);
  const remaining = entries.filter(([place]) => Object.is(holderOf(before, place), holderOf(after, place)));
  return remaining.length === entries.length ? errors : Object.fromEntries(remaining);
}

/** What stands at such a place; undefined: nothing. */
function valueAt(fields: object, place: string): unknown {
  return stepsOf(place).reduce<unknown>((holder, step) => (isObject(holder) ? holder[step] : undefined), fields);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** Whether all that the server has against a draft that is tried is what new rules do not have yet. */
export function isUnfinished(errors: FieldErrors, draft: FlagFields, saved: readonly TargetingRule[]): boolean {
  const places = Object.keys(errors).map((place) => place.replace(/^draft\./, ''));
  const isMissingInNewRule = (place: string) => {
    const index = place.match(/^rules\[(\d+)\]\./)?.[1];
    const rule = index === undefined ? undefined : draft.rules?.[Number(index)];
    return rule !== undefined && !saved.some(({ id }) => id === rule.id) && isEmpty(valueAt(draft, place));
  };
  return places.length > 0 && places.every(isMissingInNewRule);
}

const settings = new Set([
  'name',
  'description',
  'bucket_by',
  'salt',
  'client_visible',
  'tags',
  'owner',
  'purpose',
  'expires_on',
]);

/** The tab on which the field of this place stands. */
export function tabOf(place: string): 'targeting' | 'variants' | 'settings' {
  const [field = ''] = place.split(/[.[]/);
  return settings.has(field) ? 'settings' : field === 'variants' ? 'variants' : 'targeting';
}
