import type { DemoItemResponse, DemoItemResponseType, DemoResponse } from '@/api/generated/api';

// In the order in which it is told of them; of what is missing ("environment") the report tells by itself.
const types: DemoItemResponseType[] = ['flag', 'segment', 'metric', 'layer', 'holdout', 'experiment', 'traffic'];

const list = new Intl.ListFormat('en-GB', { type: 'conjunction' });

function counted(items: readonly DemoItemResponse[], type: DemoItemResponseType): string {
  const keys = new Set(items.filter((item) => item.type === type).map((item) => item.key)).size;
  return keys === 0 ? '' : type === 'traffic' ? 'three weeks of simulated visitors' : `${keys} ${type}${keys === 1 ? '' : 's'}`;
}

const listed = (items: readonly DemoItemResponse[]) =>
  list.format(types.map((type) => counted(items, type)).filter((part) => part !== ''));

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
