import { IconServer } from '@tabler/icons-react';
import { PageButton } from './links';
import { EmptyState } from './States';

/** @param name what the URL asks for; undefined: nothing, and there are none at all. */
export function NoEnvironment({ name }: { name: string | undefined }) {
  return (
    <EmptyState
      icon={<IconServer size={28} />}
      title={name === undefined ? 'No environments yet' : `There is no environment “${name}”`}
      text={name === undefined ? 'Create one first, such as development.' : 'It may have been deleted. Choose another one above.'}
    >
      <PageButton to="/environments" variant="default">
        Environments
      </PageButton>
    </EmptyState>
  );
}
