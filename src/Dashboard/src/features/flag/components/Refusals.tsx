import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { errorAt, type FieldErrors } from '@/lib/fieldErrors';
import { placeInWords } from '@/lib/placeInWords';
import { tabOf } from '../draft/refusals';

/** After how long the fields of another tab, and rules that were closed, are there to be focused. */
const patience = 150;

/** What the server has against the draft. Each new refusal brings the focus to the first field that it names. */
export function Refusals({ errors, count }: { errors: FieldErrors; count: number }) {
  const box = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const places = Object.keys(errors);
  const [first] = places;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per refusal, not whenever an error is mended
  useEffect(() => {
    if (count === 0 || first === undefined) {
      return;
    }

    void navigate({ to: '.', search: (old) => ({ ...old, tab: tabOf(first) }), replace: true });
    const timer = setTimeout(() => {
      const field = document.querySelector<HTMLElement>('#main [aria-invalid="true"]') ?? box.current;
      field?.focus();
      field?.scrollIntoView({ block: 'center' });
    }, patience);
    return () => clearTimeout(timer);
  }, [count]);

  return places.length === 0 ? null : (
    <Alert
      ref={box}
      tabIndex={-1}
      color="red"
      icon={<IconAlertTriangle aria-hidden />}
      title="Nothing was saved yet"
      mb="md"
      role="alert"
    >
      <List size="sm">
        {places.map((place) => (
          <List.Item key={place}>
            <strong style={{ overflowWrap: 'anywhere' }}>{placeInWords(place)}</strong>: {errorAt(errors, place)}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
