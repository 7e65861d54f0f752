import { queryOptions } from '@tanstack/react-query';
import { api } from './api';
import { allPages } from './pages';

/** All flags with all their environments, by key. @param isArchived true: those that are archived wherever they are; false: all others. */
export const overviewQuery = (isArchived = false) =>
  queryOptions({
    queryKey: ['overview', isArchived],
    queryFn: () => allPages((cursor) => api.overview.list(isArchived, 1_000, cursor)),
  });
