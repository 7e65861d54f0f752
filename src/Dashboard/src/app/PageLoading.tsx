import { Skeleton } from '@mantine/core';
import { LoadingRows } from '@/components/States';

export function PageLoading() {
  return (
    <>
      <Skeleton height={32} width={220} mb="lg" />
      <LoadingRows />
    </>
  );
}
