import { Alert, Stack, Tabs, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import type { FlagResponse } from '@/api/generated/api';
import { CodeBlock } from '@/components/CodeBlock';
import { addressOf } from '@/lib/address';
import { KeyBox, type KeyKind, placeholders } from './KeyBox';
import { type Reading, readingOf } from './reading';
import { type Snippet, snippetsFor } from './snippets';

/** How code reads this flag, per language, to be copied. */
export function CodeTab({ flag }: { flag: FlagResponse }) {
  const [keys, setKeys] = useState<Partial<Record<KeyKind, string>>>({});
  const reading = readingOf(flag);
  const snippets = snippetsFor({
    baseUrl: addressOf().replace(/\/$/, ''),
    flagKey: flag.key,
    serverKey: keys.server ?? placeholders.server,
    clientKey: keys.client ?? placeholders.client,
    reading,
  });
  const [name, setName] = useState('Node.js');
  const chosen = snippets.find((snippet) => snippet.name === name);
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        Code asks by OpenFeature, a standard that all these languages share. The SDK key decides the environment; without an
        answer the default is used.
      </Text>
      <Tabs value={name} onChange={(next) => next !== null && setName(next)} variant="pills" keepMounted={false}>
        <Tabs.List mb="md" aria-label="Language">
          {snippets.map((snippet) => (
            <Tabs.Tab key={snippet.name} value={snippet.name}>
              {snippet.name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {chosen !== undefined && (
          <Tabs.Panel value={name}>
            <Stack>
              <KeyBox
                key={chosen.kind}
                flag={flag}
                kind={chosen.kind}
                value={keys[chosen.kind]}
                onChange={(key) => setKeys((old) => ({ ...old, [chosen.kind]: key }))}
              />
              <Notes flag={flag} snippet={chosen} reading={reading} />
              {chosen.install !== undefined && <CodeBlock code={chosen.install} what="command" label="Installation" />}
              <CodeBlock code={chosen.code} label={`Code for ${chosen.name}`} />
            </Stack>
          </Tabs.Panel>
        )}
      </Tabs>
    </Stack>
  );
}

function Notes({ flag, snippet, reading }: { flag: FlagResponse; snippet: Snippet; reading: Reading }) {
  return (
    <>
      {snippet.kind === 'client' && !flag.client_visible && (
        <Alert color="orange" icon={<IconInfoCircle aria-hidden />} title="Not visible to client keys">
          Browsers and apps would get the default: they see only flags that are marked “Visible to client keys” in the settings of
          the flag.
        </Alert>
      )}
      {snippet.kind === 'client' && (
        <Text size="sm">
          Anybody can read what a browser has. Use a client key here, never a server key: it gets results only, and no rules or
          user ids.
        </Text>
      )}
      {'isMixed' in reading && reading.isMixed && (
        <Text size="sm">
          Some variants are written with a decimal point and some without. Providers for .NET, Python and Java tell 1 from 1.0:
          write all of them in one way.
        </Text>
      )}
      {reading.type === 'object' && snippet.name !== 'curl' && (
        <Text size="sm">The default here is an empty object; write your own.</Text>
      )}
    </>
  );
}
