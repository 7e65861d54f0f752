import type { EnvironmentResponse } from '@/api/generated/api';
import { errorAt, type FieldErrors } from '@/lib/fieldErrors';
import type { Denied } from '@/lib/permissions';
import type { MetricForm } from './form';

/** What each part of the form works on. */
export interface Editing {
  environment: EnvironmentResponse;
  form: MetricForm;
  onChange: (fields: Partial<MetricForm>) => void;
  /** What the server has against fields, by their places in the request. */
  errors: FieldErrors;
}

/** Why it cannot be saved yet: what is typed would be taken for nothing. */
export function denyUnreadable(unreadable: FieldErrors): Denied {
  return Object.keys(unreadable).length === 0 ? null : 'Mend first what should be a number.';
}

/** The server names shares as parts of 1; here people write percent. */
export function shareErrorAt(errors: FieldErrors, place: string): string | undefined {
  const error = errorAt(errors, place);
  return error?.includes('0.0') === true
    ? 'Must be more than 0 %, and less than 100 % for a margin; leave it empty for none.'
    : error;
}

/** The places whose errors stand at their fields; and all below them. */
const places = [
  'name',
  'key',
  'description',
  'kind',
  'events',
  'denominator',
  'quantile',
  'direction',
  'window',
  'cap',
  'cuped_days',
  'minimum_effect',
  'margin',
];

/** Of these errors the places that the form shows by itself. */
export function shownPlaces(errors: FieldErrors): string[] {
  return Object.keys(errors).filter((place) => places.includes(place.split(/[.[]/)[0] ?? ''));
}
