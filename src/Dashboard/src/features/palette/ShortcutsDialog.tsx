import { Kbd, Table } from '@mantine/core';
import { Dialog } from '@/components/Dialog';
import { shortcuts } from './shortcuts';

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const isMac = navigator.platform.startsWith('Mac');
  const all = [{ keys: [isMac ? '⌘ K' : 'Ctrl K'], label: 'Find a flag, a segment or a page' }, ...shortcuts];
  return (
    <Dialog onClose={onClose} title="Keyboard shortcuts">
      <Table>
        <Table.Tbody>
          {all.map(({ keys, label }) => (
            <Table.Tr key={label}>
              <Table.Td>{label}</Table.Td>
              <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                {keys.map((key, index) => (
                  <span key={key}>
                    {index > 0 && ' then '}
                    <Kbd>{key}</Kbd>
                  </span>
                ))}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Dialog>
  );
}
