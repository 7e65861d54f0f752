import type { CreateFlag, FlagResponse } from '@/api/generated/api';
import type { Server } from './server';

/** A percentage flag at 25 %, on. */
export async function aFlag(server: Server, key: string, fields: Partial<CreateFlag> = {}): Promise<FlagResponse> {
  const admin = await server.asAdmin();
  return admin.flags.create({
    key,
    name: key,
    environment_key: 'development',
    flag_type: 'percentage',
    is_enabled: true,
    rollout_percentage: 25,
    ...fields,
  } as CreateFlag);
}

/** Text that would run if a page took it for HTML. */
export const hostileName = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>`;
export const hostileText = `"><svg onload="window.hacked=1">{{7*7}}\${7*7}`;
