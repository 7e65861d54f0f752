import type { EnvironmentResponse } from '@/api/generated/api';
import { confirm } from './confirm';

/** Asks before something changes in a protected environment; elsewhere nothing is asked. @param what such as "Create the metric Revenue" */
export function confirmProtected(environment: EnvironmentResponse, what: string): Promise<boolean> {
  return environment.is_protected
    ? confirm({
        title: `${what} in ${environment.name}?`,
        text: (
          <>
            <bdi>{environment.name}</bdi> is protected, and it takes effect at once.
          </>
        ),
        action: `Save to ${environment.name}`,
      })
    : Promise.resolve(true);
}
