import { withoutRoutes } from '@/lib/withoutRoutes';
import { ApiException, type Problem } from './generated/api';

/** The request did not reach the server, or its answer did not reach us. */
export class Unreachable extends Error {}

/** The server's own account of what went wrong; null: it gave none. */
function problemOf(error: unknown): Problem | null {
  return error instanceof ApiException ? ((error.result as Problem | undefined | null) ?? readProblem(error.response)) : null;
}

/** The generated calls read the answers only of those statuses that openapi.json names for them. */
function readProblem(body: string): Problem | null {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' ? (read as Problem | null) : null;
  } catch {
    return null; // from something between us and the server
  }
}

export function statusOf(error: unknown): number | null {
  return error instanceof ApiException ? error.status : null;
}

/** A sentence for a person. */
export function messageOf(error: unknown): string {
  if (error instanceof Unreachable) {
    return 'The server cannot be reached. Nothing is lost here; try again when it is back.';
  }

  const detail = problemOf(error)?.detail;
  if (typeof detail === 'string') {
    return withoutRoutes(detail);
  }

  const status = statusOf(error);
  return status === null
    ? 'Something went wrong in the dashboard. Reload the page and try again.'
    : `The server answered ${status} without saying why.`;
}

/** Per field of the request, such as "rollout_percentage" or "rules[0].when.all[1].operator", its messages. */
export function fieldErrorsOf(error: unknown): Record<string, string[]> {
  return problemOf(error)?.errors ?? {};
}

/** How many seconds the server asks to wait, with 429 and 503; 0: it does not. */
export function retryAfterOf(error: unknown): number {
  return error instanceof ApiException ? Number(error.headers['retry-after']) || 0 : 0;
}
