import type { EnvironmentResponse, SdkKeyResponse } from '@/api/generated/api';
import { confirm } from '@/components/confirm';
import { When } from '@/components/When';

export function confirmDelete(key: SdkKeyResponse, environment: EnvironmentResponse): Promise<boolean> {
  return confirm({
    title: `Delete ${key.name}?`,
    text: (
      <>
        It opens {environment.name}, and was last used: {key.last_used_at === null ? 'never' : <When time={key.last_used_at} />}.
        Whoever uses it fails at once, and it cannot be brought back. To replace it without a gap, rotate it instead.
      </>
    ),
    action: 'Delete SDK key',
    isDangerous: true,
  });
}
