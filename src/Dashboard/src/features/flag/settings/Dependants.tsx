import { List, Text } from '@mantine/core';
import type { Dependant } from '@/api/generated/api';
import { PageLink } from '@/components/links';

/** Who looks into the flag: by prerequisites and conditions. */
export function Dependants({ dependants, environmentKey }: { dependants: Dependant[]; environmentKey: string }) {
  return dependants.length === 0 ? (
    <Text size="sm">No other flag and no segment looks into this one.</Text>
  ) : (
    <div>
      <Text size="sm">It cannot be deleted while these look into it:</Text>
      <List size="sm" mt={4}>
        {dependants.map(({ type, key, name }) => (
          <List.Item key={`${type}/${key}`}>
            {type === 'flag' ? 'Flag ' : 'Segment '}
            <PageLink
              size="sm"
              to={type === 'flag' ? '/flags/$key' : '/segments/$key'}
              params={{ key }}
              search={{ env: environmentKey }}
            >
              {name}
            </PageLink>
          </List.Item>
        ))}
      </List>
    </div>
  );
}
