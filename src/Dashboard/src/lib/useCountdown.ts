import { useEffect, useState } from 'react';

/** Seconds that are left of a wait, counting down to 0. @param wait in seconds. @param cause each new one begins the wait anew. */
export function useCountdown(wait: number, cause: unknown): number {
  const [left, setLeft] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same wait may begin again
  useEffect(() => {
    setLeft(wait);
    if (wait > 0) {
      const timer = setInterval(() => setLeft((now) => Math.max(0, now - 1)), 1_000);
      return () => clearInterval(timer);
    }
  }, [wait, cause]);
  return left;
}
