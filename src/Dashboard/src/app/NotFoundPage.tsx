import { IconMapPinOff } from '@tabler/icons-react';
import { PageButton } from '@/components/links';
import { PageHeader } from '@/components/PageHeader';
import { EmptyState } from '@/components/States';

export function NotFoundPage() {
  return (
    <>
      <PageHeader title="Not found" />
      <EmptyState icon={<IconMapPinOff />} title="There is no page at this address" text="The link may be old or mistyped.">
        <PageButton to="/flags">All flags</PageButton>
      </EmptyState>
    </>
  );
}
