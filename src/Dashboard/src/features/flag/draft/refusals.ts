import type { FieldErrors } from '@/lib/fieldErrors';

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The innermost object or list that a place such as "rules[0].when.operator" lies in; for a field by itself its value. */
function holderOf(fields: object, place: string): unknown {
  let holder: unknown = fields;
  for (const step of place.split(/[.[\]]+/).filter((part) => part !== '')) {
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
