import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { SegmentFields, SegmentResponse } from '@/api/generated/api';
import { renew } from '@/api/renew';
import { segmentKey } from '../keys';

/** @param base what the change was made on: where the server has another version by now, the answer is 412. */
export function useSaveSegment(key: string, environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: ({ base, fields }: { base: SegmentResponse; fields: SegmentFields }) =>
      api.segments.update(key, environmentKey, fields, `"${base.version}"`),
    onSuccess: (segment) => {
      queryClient.setQueryData(segmentKey(key, environmentKey), segment);
      void renew(queryClient);
    },
  });
}
