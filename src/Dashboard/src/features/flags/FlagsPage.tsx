import { PageHeader } from '@/components/PageHeader';

export function FlagsPage() {
  return <PageHeader title="Flags" />;
}
