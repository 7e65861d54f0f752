import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { Store } from '@/lib/store';

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

const asked = new Store<(Question & { answer: (yes: boolean) => void }) | null>(null);

/** Resolves to whether the person agreed. */
export function confirm(question: Question): Promise<boolean> {
  return new Promise((resolve) =>
    asked.set({
      ...question,
      answer: (yes) => {
        asked.set(null);
        resolve(yes);
      },
    }),
  );
}

/** Where the questions appear; stands once, in the shell. */
export function ConfirmHost() {
  const question = useSyncExternalStore(asked.subscribe, asked.get);
  const [typed, setTyped] = useState('');
  if (question === null) {
    return null;
  }

  const answer = (yes: boolean) => {
    setTyped('');
    question.answer(yes);
  };
  const isReady = question.typed === undefined || typed === question.typed;
  return (
    <Modal opened onClose={() => answer(false)} title={question.title} centered>
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
            {question.text}
          </Text>
          {question.typed !== undefined && (
            <TextInput
              label={`Type ${question.typed} to confirm`}
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
              color={question.isDangerous === true ? 'red' : undefined}
              disabled={!isReady}
              data-autofocus={question.typed === undefined || undefined}
            >
              {question.action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
