import { whatIsUnsaved } from '@/lib/unsaved';
import { session } from '@/session/session';
import { confirm } from './confirm';

/** Asks first where something would be lost. */
export async function signOut(): Promise<void> {
  const what = whatIsUnsaved();
  const isAgreed =
    what === null ||
    (await confirm({
      title: 'Sign out without saving?',
      text: `Your unsaved changes of ${what} would be lost.`,
      action: 'Sign out',
      isDangerous: true,
    }));
  if (isAgreed) {
    session.end();
  }
}
