import { IconStack2 } from '@tabler/icons-react';
import { PageButton } from '@/components/links';
import { EmptyState } from '@/components/States';

/** @param name The one that the address names. */
export function NoEnvironment({ name }: { name: string | undefined }) {
  return (
    <EmptyState
      icon={<IconStack2 size={28} />}
      title={name === undefined ? 'There are no environments' : `There is no environment “${name}”`}
      text="A flag has its own configuration in each environment. Choose another one above, or see which there are."
    >
      <PageButton to="/environments" variant="default">
        Environments
      </PageButton>
    </EmptyState>
  );
}
