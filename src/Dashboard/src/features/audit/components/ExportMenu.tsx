import { Button, Group, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { AuditFilter } from '@/api/audit';
import { messageOf } from '@/api/errors';
import type { AuditEntryResponse } from '@/api/generated/api';
import { sayDone, sayError } from '@/components/toasts';
import { formatJson } from '@/lib/json';
import { saveFile } from '@/lib/saveFile';
import { auditCsv, loadAll } from '../auditExport';

const formats = [
  { name: 'CSV', ending: 'csv', type: 'text/csv;charset=utf-8', write: auditCsv },
  { name: 'JSON', ending: 'json', type: 'application/json', write: (entries: AuditEntryResponse[]) => formatJson(entries) },
];

/** Saves all that the filter selects, not only what the page has loaded. */
export function ExportMenu({ filter }: { filter: AuditFilter }) {
  const [count, setCount] = useState<number | null>(null);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  const save = async (format: (typeof formats)[number]) => {
    const leaving = new AbortController();
    running.current = leaving;
    setCount(0);
    try {
      const entries = await loadAll(filter, leaving.signal, setCount);
      saveFile(`audit-${new Date().toISOString().slice(0, 10)}.${format.ending}`, format.type, format.write(entries));
      sayDone(`${entries.length} ${entries.length === 1 ? 'entry was' : 'entries were'} exported.`);
    } catch (error) {
      if (!leaving.signal.aborted) {
        sayError(messageOf(error));
      }
    } finally {
      setCount(null);
    }
  };

  return count === null ? (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>All entries that the filter selects</Menu.Label>
        {formats.map((format) => (
          <Menu.Item key={format.name} onClick={() => void save(format)}>
            {format.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  ) : (
    <Group gap="sm">
      <Text size="sm" className="numbers" role="status">
        {count} entries read …
      </Text>
      <Button variant="default" onClick={() => running.current?.abort()}>
        Cancel
      </Button>
    </Group>
  );
}
