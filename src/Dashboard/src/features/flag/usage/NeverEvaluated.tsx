import { IconChartBar } from '@tabler/icons-react';
import { PageButton } from '@/components/links';
import { EmptyState } from '@/components/States';

export function NeverEvaluated() {
  return (
    <EmptyState
      icon={<IconChartBar size={28} />}
      title="Not evaluated yet"
      text="Whenever your code asks a server for this flag, by the evaluate call or an OpenFeature provider, it is counted here within seconds. What your own processes evaluate by themselves, without asking, is not seen."
    >
      <PageButton to="." search={(now) => ({ ...now, tab: 'code' })} variant="default">
        How to ask for it
      </PageButton>
    </EmptyState>
  );
}
