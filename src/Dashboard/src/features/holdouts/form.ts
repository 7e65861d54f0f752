import type {
  CreateHoldout,
  ExperimentResponse,
  FlagOverviewResponse,
  HoldoutFields,
  HoldoutResponse,
} from '@/api/generated/api';
import { isSameJson } from '@/lib/json';
import { percentText } from '@/lib/percent';
import type { Denied } from '@/lib/permissions';

export interface HoldoutForm {
  name: string;
  description: string;
  /** As it is typed, in percent. */
  percentage: string;
  bucket_by: string;
  salt: string;
  flags: string[];
}

export const emptyForm: HoldoutForm = { name: '', description: '', percentage: '5', bucket_by: 'user_id', salt: '', flags: [] };

export function formOf(holdout: HoldoutResponse): HoldoutForm {
  const { name, description, percentage, bucket_by, salt, flags } = holdout;
  return { name, description, percentage: String(percentage), bucket_by, salt, flags };
}

/** A number as it is typed; what is none is sent as 0, for the server to say what may be. */
function percentageOf(text: string): number {
  const number = Number(text.replace(/%\s*$/, ''));
  return Number.isFinite(number) ? number : 0;
}

export function fieldsOf({ name, description, percentage, bucket_by, flags }: HoldoutForm): Omit<CreateHoldout, 'key'> {
  return { name: name.trim(), description, percentage: percentageOf(percentage), bucket_by: bucket_by.trim(), flags };
}

/** For PUT: what differs; the order of flags means nothing. */
export function changedFields(holdout: HoldoutResponse, form: HoldoutForm): HoldoutFields {
  const written = { ...fieldsOf(form), salt: form.salt, flags: [...form.flags].sort() };
  const before = { ...holdout, flags: [...holdout.flags].sort() };
  return Object.fromEntries(
    Object.entries(written).filter(([name, value]) => !isSameJson(value, before[name as keyof HoldoutFields])),
  );
}

/** What it means, in words. */
export function holdoutInWords({ percentage, bucket_by: unit, flags }: HoldoutForm): string {
  const share = percentText(percentageOf(percentage));
  const who = unit.trim() === 'user_id' || unit.trim() === '' ? 'of users' : `of all values of ${unit.trim()}`;
  const what =
    flags.length === 0 ? 'of every flag linked to it' : flags.length === 1 ? 'of this flag' : `of these ${flags.length} flags`;
  return `${share} ${who} get the off variant ${what}, whatever is rolled out. An equal ${share} are measured against them, and are otherwise treated like everybody else.`;
}

/** Why who is held out may not change now; null: it may. */
export function lockOf({ flags, experiments }: Pick<HoldoutResponse, 'flags' | 'experiments'>): Denied {
  const linked = [
    flags.length === 0 ? '' : `${flags.length} flag${flags.length === 1 ? ' is' : 's are'}`,
    experiments.length === 0 ? '' : `${experiments.length} running experiment${experiments.length === 1 ? ' is' : 's are'}`,
  ].filter((part) => part !== '');
  return linked.length === 0
    ? null
    : `${linked.join(' and ')} linked to it, so who is held out stays the same: percentage and bucket by can change when nothing is linked.`;
}

/** Why it may not be deleted now; null: it may. */
export function keptBy(key: string, experiments: readonly Pick<ExperimentResponse, 'name' | 'status' | 'holdout'>[]): Denied {
  const kept = experiments.filter(({ holdout, status }) => holdout === key && (status === 'draft' || status === 'running'));
  const [are, them] = kept.length === 1 ? ['names', 'it'] : ['name', 'them'];
  return kept.length === 0
    ? null
    : `${kept.map(({ name }) => `“${name}”`).join(', ')} ${are} it. Stop ${them}, or take it out of ${them}, first.`;
}

/** The flags of an environment, to choose from; those that cannot be linked say why. @param key of this holdout */
export function flagChoices(flags: readonly FlagOverviewResponse[], environmentKey: string, key: string | null) {
  return flags.flatMap((flag) => {
    const here = flag.environments.find((place) => place.environment_key === environmentKey);
    if (here === undefined || here.is_archived) {
      return [];
    }

    const isElsewhere = here.holdout !== null && here.holdout !== key;
    return {
      value: flag.key,
      label: isElsewhere ? `${flag.key} (in the holdout ${here.holdout})` : flag.key,
      disabled: isElsewhere,
    };
  });
}
