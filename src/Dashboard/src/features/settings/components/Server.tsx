import { useQuery } from '@tanstack/react-query';
import type { ReadinessResponse } from '@/api/generated/api';
import { ErrorState, LoadingRows } from '@/components/States';
import { readinessQuery } from '../api/readiness';
import { Facts } from './Facts';
import { Section } from './Section';

const states: Record<string, string> = {
  ready: 'Ready',
  degraded: 'Degraded: flags are answered, but something behind the server is away',
  not_ready: 'Not ready: it has no flags to answer with yet',
  stopping: 'Stopping',
};

const stores: Record<string, string> = {
  reachable: 'Reachable',
  unreachable: 'Unreachable: nothing can be changed; flags are answered from memory',
  not_writable: 'Not writable: the last change failed for want of space or rights',
};

function ageInWords(seconds: number | null): string {
  return seconds === null
    ? 'Not known to have equalled the database yet'
    : `Equalled the database ${seconds < 2 ? 'just now' : `${Math.round(seconds)} seconds ago`}`;
}

function factsOf({ status, store, cache, snapshot_age_seconds: age }: ReadinessResponse): [string, string][] {
  return [
    ['State', states[status] ?? status],
    ['Database', stores[store] ?? store],
    ['Cache', cache === 'reachable' ? 'Reachable' : 'Unreachable: the database is asked instead'],
    ['Flags in memory', ageInWords(age)],
  ];
}

/** What helps whoever runs the server; of the node that answers, if there are several. */
export function Server() {
  const readiness = useQuery(readinessQuery);
  return (
    <Section title="Server" description="As the node sees itself that answers you, asked every ten seconds.">
      {readiness.data !== undefined ? (
        <Facts facts={factsOf(readiness.data)} />
      ) : readiness.isError ? (
        <ErrorState error={readiness.error} retry={() => void readiness.refetch()} />
      ) : (
        <LoadingRows rows={3} height={20} />
      )}
    </Section>
  );
}
