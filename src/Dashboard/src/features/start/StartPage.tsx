import { PageHeader } from '@/components/PageHeader';

export function StartPage() {
  return <PageHeader title="Start" />;
}
