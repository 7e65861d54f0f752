import type { FlagOverviewResponse, FlagResponse } from '@/api/generated/api';

export const typeNames: Record<FlagOverviewResponse['flag_type'], string> = {
  boolean: 'Boolean',
  percentage: 'Percentage',
  multivariate: 'Multivariate',
};

/** What a flag is for, which tells how long it stays. */
export const purposes: { value: FlagResponse['purpose']; label: string }[] = [
  { value: 'release', label: 'Release: goes once everybody has it' },
  { value: 'experiment', label: 'Experiment: goes once it is decided' },
  { value: 'operational', label: 'Operational: stays, to switch things off' },
  { value: 'permission', label: 'Permission: stays, decides who may' },
];
