import { keepExactNumbers } from '@/lib/json';
import { connection } from '@/live/connection';
import { session } from '@/session/session';
import { Unreachable } from './errors';
import * as generated from './generated/api';

type Http = { fetch(url: RequestInfo, init?: RequestInit): Promise<Response> };
type Client<T> = new (baseUrl?: string, http?: Http) => T;

/** Every request of the dashboard: says who asks, and notices an ended session and a server that is away. */
export async function send(url: RequestInfo, init: RequestInit = {}): Promise<Response> {
  if (typeof url === 'string' && leadsElsewhere.test(url)) {
    return notFound();
  }

  const token = session.token();
  const headers = withoutEmpty(init.headers);
  if (token !== null) {
    headers.set('Authorization', `Bearer ${token}`);
  }

  let response: Response;
  try {
    response = await fetch(url, { ...init, headers, cache: 'no-store' });
  } catch (fault) {
    if (init.signal?.aborted !== true) {
      connection.lost();
    }
    throw new Unreachable('The server cannot be reached.', { cause: fault });
  }

  connection.found();
  if (response.status === 401 && token !== null) {
    session.expire(token);
  }
  return response;
}

/** A key that is "." or "..", which no flag and no segment has: a browser would take it for a way to another route. */
const leadsElsewhere = /\/\.\.?(?=[/?]|$)/;

function notFound(): Response {
  return Response.json({ detail: 'There is nothing with this key.' }, { status: 404 });
}

/** The generated calls send an empty If-Match where none was given, which the server refuses. */
function withoutEmpty(init: HeadersInit | undefined): Headers {
  return new Headers([...new Headers(init)].filter(([, value]) => value !== ''));
}

// Relative, so that the dashboard works under any path.
function client<T>(Type: Client<T>, signal?: AbortSignal): T {
  const made = measured(Type, signal);
  Object.assign(made as object, { jsonParseReviver: keepExactNumbers });
  return made;
}

/** For answers of measured numbers: plain ones, as 1E-05 would not be kept for one. */
function measured<T>(Type: Client<T>, signal?: AbortSignal): T {
  return new Type('.', { fetch: (url, init) => send(url, signal === undefined ? init : { ...init, signal }) });
}

/** As api.explain, for one question that may be given up. */
export const explainUntil = (signal: AbortSignal) => client(generated.ExplainClient, signal);

/** The calls that openapi.json describes. */
export const api = {
  audit: client(generated.AuditClient),
  auth: client(generated.AuthClient),
  demo: client(generated.DemoClient),
  environments: client(generated.EnvironmentsClient),
  evaluate: client(generated.EvaluateClient),
  experiments: client(generated.ExperimentsClient),
  explain: client(generated.ExplainClient),
  flags: client(generated.FlagsClient),
  health: client(generated.HealthClient),
  holdouts: client(generated.HoldoutsClient),
  layers: client(generated.LayersClient),
  metrics: client(generated.MetricDefinitionsClient),
  overview: client(generated.OverviewClient),
  plans: measured(generated.PlansClient),
  promotion: client(generated.PromotionClient),
  results: measured(generated.ResultsClient),
  sdkKeys: client(generated.SdkKeysClient),
  segments: client(generated.SegmentsClient),
};
