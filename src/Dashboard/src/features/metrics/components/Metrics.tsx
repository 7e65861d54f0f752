import { IconRuler2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { experimentsQuery } from '@/api/experiments';
import type { EnvironmentResponse } from '@/api/generated/api';
import { metricsQuery } from '@/api/metrics';
import { KeyedList } from '@/components/KeyedList';
import { MetricsTable } from './MetricsTable';

const route = getRouteApi('/metrics');

/** Of one environment. */
export function Metrics({ environment }: { environment: EnvironmentResponse }) {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const metrics = useQuery(metricsQuery(environment.key));
  const experiments = useQuery(experimentsQuery(environment.key));
  return (
    <KeyedList
      what="metric"
      environment={environment}
      query={metrics}
      q={q}
      onSearch={(next) => void navigate({ search: (now) => ({ ...now, q: next }), replace: true })}
      onCreate={() => void navigate({ search: (now) => ({ ...now, create: '1' }) })}
      textOf={({ key, name, description, events }) => `${key}\n${name}\n${description}\n${events.event}`}
      icon={<IconRuler2 size={28} />}
      purpose="A metric says what of the events that your code sends counts: who bought something, for how much, who came back. Experiments compare variants by metrics."
    >
      {(found) => <MetricsTable metrics={found} experiments={experiments.data} />}
    </KeyedList>
  );
}
