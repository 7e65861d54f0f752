import { List, Stack, Title } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import type { ExperimentResponse, HoldoutResponse } from '@/api/generated/api';
import { ExperimentLinks } from '@/components/ExperimentLinks';
import { PageLink } from '@/components/links';
import { EmptyState } from '@/components/States';

/** The flags that who is held out does not get, and the experiments that name it. */
export function Linked({ holdout, experiments }: { holdout: HoldoutResponse; experiments: ExperimentResponse[] }) {
  const naming = experiments.filter((experiment) => experiment.holdout === holdout.key);
  if (holdout.flags.length + naming.length === 0) {
    return (
      <EmptyState
        icon={<IconLink size={28} />}
        title="Nothing is linked to it"
        text="Choose flags in its details, or name it in an experiment. Until then nobody is held out of anything."
      />
    );
  }

  return (
    <Stack>
      {holdout.flags.length > 0 && (
        <section>
          <Title order={2} size="h5" mb="xs">
            Flags
          </Title>
          <List size="sm" spacing={4}>
            {holdout.flags.map((key) => (
              <List.Item key={key} style={{ overflowWrap: 'anywhere' }}>
                <PageLink to="/flags/$key" params={{ key }} search={{ env: holdout.environment_key }} size="sm" ff="monospace">
                  {key}
                </PageLink>
              </List.Item>
            ))}
          </List>
        </section>
      )}
      {naming.length > 0 && (
        <section>
          <Title order={2} size="h5" mb="xs">
            Experiments
          </Title>
          <ExperimentLinks label={`Experiments that name ${holdout.name}`} experiments={naming} />
        </section>
      )}
    </Stack>
  );
}
