import type { AuditEntryResponse } from '@/api/generated/api';

const types: Record<AuditEntryResponse['entity_type'], string> = {
  flag: 'flag',
  segment: 'segment',
  environment: 'environment',
  sdk_key: 'SDK key',
  user: 'user',
  experiment: 'experiment',
  metric: 'metric',
  layer: 'layer',
  holdout: 'holdout',
};
const actions: Record<AuditEntryResponse['action'], string> = { create: 'created', update: 'changed', delete: 'deleted' };

// What a single changed field amounts to, when it is now true and when it is false.
const switches: Record<string, [yes: string, no: string]> = {
  is_enabled: ['turned on', 'turned off'],
  is_archived: ['archived', 'took out of the archive'],
  is_protected: ['protected', 'took the protection from'],
  is_active: ['enabled', 'disabled'],
};

export function typeInWords(type: AuditEntryResponse['entity_type']): string {
  return types[type] ?? type;
}

/** Such as "created" or "turned off": between who did it and to what. */
export function actionInWords(entry: Pick<AuditEntryResponse, 'action' | 'changes'>): string {
  const [field, ...others] = Object.keys(entry.changes);
  const words = field === undefined || others.length > 0 ? undefined : switches[field];
  if (entry.action !== 'update' || words === undefined || field === undefined) {
    return actions[entry.action] ?? entry.action;
  }

  return entry.changes[field]?.new === true ? words[0] : words[1];
}
