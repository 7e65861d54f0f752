import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageButton } from '@/components/links';

/** What comes after the first flag. */
export function NextSteps({ flagKey, environmentKey }: { flagKey: string | undefined; environmentKey: string }) {
  return (
    <section aria-labelledby="next-steps">
      <Title order={2} size="h4" id="next-steps" mb="sm">
        Then
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <Next title="Connect your code" text="An SDK key names the environment; any OpenFeature SDK speaks to it over OFREP.">
          <PageButton to="/sdk-keys" search={{ env: environmentKey }} variant="default" size="xs">
            SDK keys
          </PageButton>
        </Next>
        <Next
          title="Target some users"
          text="By rules over attributes, by segments, or by share, while all others keep what they have."
        >
          {flagKey === undefined ? (
            <PageButton to="/segments" variant="default" size="xs">
              Segments
            </PageButton>
          ) : (
            <PageButton to="/flags/$key" params={{ key: flagKey }} search={{ env: environmentKey }} variant="default" size="xs">
              Open the flag
            </PageButton>
          )}
        </Next>
        <Next title="Invite people" text="They register on the sign-in page and can look at once; an admin gives them roles.">
          <PageButton to="/users" variant="default" size="xs">
            Users
          </PageButton>
        </Next>
      </SimpleGrid>
    </section>
  );
}

function Next({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <Stack gap={6} align="flex-start">
      <Title order={3} size="h6">
        {title}
      </Title>
      <Text size="sm" c="dimmed">
        {text}
      </Text>
      {children}
    </Stack>
  );
}
