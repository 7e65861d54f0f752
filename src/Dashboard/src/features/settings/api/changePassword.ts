import { useMutation } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { PasswordChange } from '@/api/generated/api';
import { session } from '@/session/session';

/** The answer's token replaces the one that the change has ended. */
export function useChangePassword() {
  return useMutation({
    meta: { handled: true },
    mutationFn: (change: PasswordChange) => api.auth.changePassword(change),
    onSuccess: (answer) => session.start(answer.access_token),
  });
}
