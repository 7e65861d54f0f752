import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/api/api';
import type { CreateSegment } from '@/api/generated/api';
import { renew } from '@/api/renew';

export function useCreateSegment(environmentKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    meta: { handled: true },
    mutationFn: (segment: CreateSegment) => api.segments.create({ ...segment, environment_key: environmentKey }),
    onSuccess: () => void renew(queryClient),
  });
}
