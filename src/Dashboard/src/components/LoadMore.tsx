import { Button, Center } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useEffect } from 'react';

/** At the end of a list: loads the next page when it comes into view, or when asked. */
export function LoadMore({
  query,
}: {
  query: { hasNextPage: boolean; isFetching: boolean; isError: boolean; fetchNextPage: () => unknown };
}) {
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  const { ref, entry } = useIntersection({ rootMargin: '400px' });
  const isNear = entry?.isIntersecting === true;
  useEffect(() => {
    if (isNear && hasNextPage && !isFetching && !isError) {
      fetchNextPage();
    }
  }, [isNear, hasNextPage, isFetching, isError, fetchNextPage]);

  return hasNextPage ? (
    <Center ref={ref} py="md">
      <Button variant="default" loading={isFetching} onClick={() => fetchNextPage()}>
        Load more
      </Button>
    </Center>
  ) : null;
}
