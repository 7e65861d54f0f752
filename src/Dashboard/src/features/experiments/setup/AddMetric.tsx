import { Button, Group, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { metricsQuery } from '@/api/metrics';
import { Dialog } from '@/components/Dialog';
import { NewMetric } from '@/metric/NewMetric';
import { useSetUp } from './context';

/** One that is there, or a new one, made without leaving what is not saved here. */
export function AddMetric() {
  const { environment, draft, change, locks } = useSetUp();
  const { data: metrics = [], isPending } = useQuery(metricsQuery(environment.key));
  const [isCreating, setIsCreating] = useState(false);
  const free = metrics.filter(({ key }) => draft.metrics.every(({ metric }) => metric !== key));
  const add = (key: string) => {
    const isSecond = locks.judging || draft.metrics.some((metric) => metric.role === 'goal');
    change({ metrics: [...draft.metrics, { metric: key, role: isSecond ? 'secondary' : 'goal', margin: null }] });
  };
  return (
    <Group align="flex-end" gap="md">
      <Select
        label="Add a metric"
        placeholder={isPending ? 'Loading' : free.length === 0 ? 'No other metric here' : 'Choose a metric'}
        data={free.map(({ key, name }) => ({ value: key, label: name === key ? key : `${name} (${key})` }))}
        value={null}
        onChange={(key) => key !== null && add(key)}
        searchable
        nothingFoundMessage="No such metric"
        w={{ base: '100%', xs: 320 }}
      />
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setIsCreating(true)}>
        Create a metric
      </Button>
      {isCreating && (
        <Dialog
          title={`Create metric in ${environment.name}`}
          size="75rem"
          closeOnClickOutside={false}
          onClose={() => setIsCreating(false)}
        >
          <NewMetric
            environment={environment}
            onCreated={({ key }) => {
              add(key);
              setIsCreating(false);
            }}
            onCancel={() => setIsCreating(false)}
          />
        </Dialog>
      )}
    </Group>
  );
}
