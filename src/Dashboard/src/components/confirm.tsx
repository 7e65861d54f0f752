import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { Store } from '@/lib/store';
import { Dialog } from './Dialog';

interface Question {
  title: string;
  /** What will happen, where, and whether it can be taken back. */
  text: ReactNode;
  /** The word on the button, such as "Delete flag". */
  action: string;
  isDangerous?: boolean;
  /** What has to be typed first, such as the key of what is deleted. */
  typed?: string;
}

interface Asked extends Question {
  answer: (yes: boolean) => void;
}

const asked = new Store<Asked | null>(null);

/** Resolves to whether the person agreed. A question that still stands is taken back: it is answered with no. */
export function confirm(question: Question): Promise<boolean> {
  asked.get()?.answer(false);
  return new Promise((resolve) => {
    const answer = (yes: boolean) => {
      asked.set(null);
      resolve(yes);
    };
    asked.set({ ...question, answer });
  });
}

/** Where the questions appear; stands once, in the shell. With it they go. */
export function ConfirmHost() {
  const question = useSyncExternalStore(asked.subscribe, asked.get);
  useEffect(() => () => asked.get()?.answer(false), []);
  return question === null ? null : <ConfirmDialog key={question.title} question={question} />;
}

function ConfirmDialog({ question: { title, text, action, isDangerous, typed: wanted, answer } }: { question: Asked }) {
  const [typed, setTyped] = useState('');
  const isReady = wanted === undefined || typed === wanted;
  return (
    <Dialog onClose={() => answer(false)} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) {
            answer(true);
          }
        }}
      >
        <Stack>
          <Text size="sm" component="div">
            {text}
          </Text>
          {wanted !== undefined && (
            <TextInput
              label={`Type ${wanted} to confirm`}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              data-autofocus
              autoComplete="off"
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => answer(false)}>
              Cancel
            </Button>
            <Button
              type="submit"
              color={isDangerous === true ? 'red' : undefined}
              disabled={!isReady}
              data-autofocus={wanted === undefined || undefined}
            >
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
