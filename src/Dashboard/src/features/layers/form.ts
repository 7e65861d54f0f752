import type { ExperimentResponse, LayerFields, LayerResponse } from '@/api/generated/api';
import type { Denied } from '@/lib/permissions';

export interface LayerForm {
  name: string;
  description: string;
  bucket_by: string;
  salt: string;
}

export function formOf({ name, description, bucket_by, salt }: LayerResponse): LayerForm {
  return { name, description, bucket_by, salt };
}

export function changedFields(layer: LayerResponse, form: LayerForm): LayerFields {
  const written = { ...form, name: form.name.trim(), bucket_by: form.bucket_by.trim() };
  return Object.fromEntries(Object.entries(written).filter(([name, value]) => value !== layer[name as keyof LayerForm]));
}

/** Why whom it deals with may not change now; null: it may. */
export function lockOf({ owners }: Pick<LayerResponse, 'owners'>): Denied {
  return owners.length === 0
    ? null
    : `${owners.map(({ experiment_name: name }) => `“${name}”`).join(', ')} own${owners.length === 1 ? 's' : ''} buckets of it. What it buckets by can change when no experiment runs in it.`;
}

/** Why it may not be deleted now; null: it may. */
export function keptBy(key: string, experiments: readonly Pick<ExperimentResponse, 'name' | 'status' | 'layer'>[]): Denied {
  const kept = experiments.filter(({ layer, status }) => layer === key && (status === 'draft' || status === 'running'));
  return kept.length === 0
    ? null
    : `${kept.map(({ name }) => `“${name}”`).join(', ')} ${kept.length === 1 ? 'is' : 'are'} in it. Stop ${kept.length === 1 ? 'it' : 'them'}, or take ${kept.length === 1 ? 'it' : 'them'} out, first.`;
}
