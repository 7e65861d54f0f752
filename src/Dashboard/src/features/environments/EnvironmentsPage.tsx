import { PageHeader } from '@/components/PageHeader';

export function EnvironmentsPage() {
  return <PageHeader title="Environments" />;
}
