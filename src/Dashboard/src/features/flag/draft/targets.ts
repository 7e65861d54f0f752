import type { Target } from '@/api/generated/api';

export function idsOf(targets: readonly Target[], variant: string): string[] {
  return targets.filter((target) => target.variant === variant).flatMap((target) => target.user_ids);
}

/** These users get the variant: they are taken from any other, and nobody else keeps it. */
export function withIds(targets: readonly Target[], variant: string, ids: readonly string[]): Target[] {
  const moved = new Set(ids);
  const others = targets.map((target) =>
    target.variant === variant
      ? { variant, user_ids: [...ids] }
      : { ...target, user_ids: target.user_ids.filter((id) => !moved.has(id)) },
  );
  const all = others.some((target) => target.variant === variant) ? others : [...others, { variant, user_ids: [...ids] }];
  return all.filter((target) => target.user_ids.length > 0);
}
