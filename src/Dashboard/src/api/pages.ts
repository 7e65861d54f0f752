import type { Page } from './generated/api';

/** What the Link header of a list says of the page after it; undefined: there is none. */
export function nextCursor(page: Page<unknown>): string | undefined {
  const link: string | undefined = page.headers.link;
  const next = link?.match(/<([^>]*)>\s*;\s*rel="next"/)?.[1];
  return next === undefined ? undefined : (new URLSearchParams(next.slice(next.indexOf('?'))).get('cursor') ?? undefined);
}

/** All pages, one after the other; for lists of things that are few. */
export async function allPages<T>(list: (cursor: string | undefined) => Promise<Page<T[]>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor);
    items.push(...page.result);
    cursor = nextCursor(page);
  } while (cursor !== undefined);
  return items;
}
