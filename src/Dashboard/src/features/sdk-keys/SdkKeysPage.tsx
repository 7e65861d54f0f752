import { PageHeader } from '@/components/PageHeader';

export function SdkKeysPage() {
  return <PageHeader title="SDK keys" />;
}
