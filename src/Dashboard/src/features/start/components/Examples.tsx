import { Alert, Group, Loader, Paper, Text, Title } from '@mantine/core';
import { messageOf } from '@/api/errors';
import { useMutateOnce } from '@/api/useMutateOnce';
import { ActionButton } from '@/components/ActionButton';
import { denyAdminOnly } from '@/lib/permissions';
import { useUser } from '@/session/user';
import { useAddExamples } from '../api/demo';
import { ExamplesReport } from './ExamplesReport';

/** For those who would rather look around in something that is there. */
export function Examples() {
  const user = useUser();
  const add = useAddExamples();
  const fill = useMutateOnce(add);
  return (
    <Paper component="section" withBorder p="md" aria-labelledby="examples">
      <Title order={2} size="h5" id="examples" mb={4}>
        Or look around in examples
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Adds some fifteen flags in development, staging and production, each of which teaches one thing: a kill switch, a ramp, a
        split into variants, rules, segments, prerequisites. With them come three segments, the history of their changes, and the
        accounts of a developer and a viewer to sign in as. Development gets four experiments too: a winner, no difference, a
        broken split and one under way, with their metrics, a layer, a holdout, and three weeks of visitors: all of them
        simulated. What is there already stays as it is.
      </Text>
      <Group>
        <ActionButton
          variant="default"
          denied={denyAdminOnly(user, 'fill the store with examples')}
          disabled={add.isPending}
          onClick={() => fill()}
        >
          Fill with examples
        </ActionButton>
        {add.isPending && (
          <Group gap="xs" role="status">
            <Loader size="xs" aria-hidden />
            <Text size="sm">Adding them, and simulating the visitors; this can take a minute</Text>
          </Group>
        )}
      </Group>
      {add.isError && (
        <Alert color="red" mt="sm" role="alert">
          {messageOf(add.error)}
        </Alert>
      )}
      {add.isSuccess && <ExamplesReport report={add.data} />}
    </Paper>
  );
}
