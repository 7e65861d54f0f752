import type { EnvironmentResponse } from '@/api/generated/api';
import type { FieldErrors } from '@/lib/fieldErrors';
import type { MetricForm } from '../form';

/** What each part of the form works on. */
export interface Editing {
  environment: EnvironmentResponse;
  form: MetricForm;
  onChange: (fields: Partial<MetricForm>) => void;
  /** What the server has against fields, by their places in the request. */
  errors: FieldErrors;
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
