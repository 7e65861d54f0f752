import type { FlagOverviewResponse } from '@/api/generated/api';

export const typeNames: Record<FlagOverviewResponse['flag_type'], string> = {
  boolean: 'Boolean',
  percentage: 'Percentage',
  multivariate: 'Multivariate',
};
