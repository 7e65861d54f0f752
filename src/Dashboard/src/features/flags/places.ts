import type { EnvironmentResponse, FlagOverviewResponse, FlagSummaryResponse } from '@/api/generated/api';
import type { Denied } from '@/lib/permissions';

/** A column of the table. */
export interface Place {
  environment: EnvironmentResponse;
  /** Why the person may not change flags there. */
  denied: Denied;
}

/** What the table can do in place. The object stays the same while the page stands, so that rows need not be drawn again. */
export interface FlagActions {
  toggle: (flag: FlagOverviewResponse, here: FlagSummaryResponse, place: Place) => void;
  rollOut: (flag: FlagOverviewResponse, here: FlagSummaryResponse, place: Place, percentage: number) => void;
  showTag: (tag: string) => void;
}
