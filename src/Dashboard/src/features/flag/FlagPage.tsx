import { PageHeader } from '@/components/PageHeader';

export function FlagPage() {
  return <PageHeader title="Flag" />;
}
