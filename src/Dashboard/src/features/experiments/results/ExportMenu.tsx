import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { exportResults } from '../api/exportResults';
import type { ResultsPlace } from '../keys';

/** The numbers to take along: anybody can compute the rest from them. */
export function ExportMenu({ place }: { place: ResultsPlace }) {
  const work = useMutation({ mutationFn: (format: 'csv' | 'json') => exportResults(place, format) });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} loading={work.isPending}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => work.mutate('csv')}>CSV, a row per metric and arm</Menu.Item>
        <Menu.Item onClick={() => work.mutate('json')}>JSON, all results</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
