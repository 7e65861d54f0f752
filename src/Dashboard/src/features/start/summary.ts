import type { DemoItemResponse, DemoResponse } from '@/api/generated/api';

function counted(items: readonly DemoItemResponse[], type: string): string {
  const keys = new Set(items.filter((item) => item.type === type).map((item) => item.key)).size;
  return keys === 0 ? '' : `${keys} ${type}${keys === 1 ? '' : 's'}`;
}

const listed = (items: readonly DemoItemResponse[]) =>
  [counted(items, 'flag'), counted(items, 'segment')].filter((part) => part !== '').join(' and ');

/** Keys are counted once, in however many environments they are: "Added 12 flags and 3 segments. …" */
export function summaryOf(report: Pick<DemoResponse, 'added' | 'existing'>): string {
  const added = listed(report.added);
  const existing = listed(report.existing);
  return [
    added === '' ? 'Nothing was added.' : `Added ${added}.`,
    existing === '' ? '' : `There already, and left as they were: ${existing}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
