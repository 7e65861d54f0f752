// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { cleanup, render } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Verdict } from './Verdict';

// What Mantine asks of a browser and jsdom does not have.
beforeAll(() => {
  window.matchMedia ??= (media) =>
    ({ matches: false, media, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
});
afterEach(cleanup);

type Judged = Parameters<typeof Verdict>[0]['of'];

const ship = { recommendation: 'ship', variant: 'friendly', results_at: new Date().toISOString() } as const;
const running: Judged = { status: 'running', verdict: ship, shipped_variant: null, conclusion: '' };

function shown(experiment: Partial<Judged>): string | null {
  const { container } = render(
    <MantineProvider env="test" withGlobalClasses={false}>
      <Verdict of={{ ...running, ...experiment }} />
    </MantineProvider>,
  );
  return container.querySelector('div, p')?.textContent ?? null;
}

describe('The verdict in the list', () => {
  test('is what the stored results recommend, and tells when they were computed', () =>
    expect(shown({})).toMatch(/^Ship friendlycomputed ./));

  test('is none where no results are stored yet, or could be', () => {
    expect(shown({ verdict: null })).toBe('no results yet');
    expect(shown({ verdict: null, status: 'draft' })).toBe('none before it starts');
  });

  test('gives way to what people decided, once it is over', () => {
    expect(shown({ status: 'stopped' })).toBe('Nothing was shipped');
    expect(shown({ status: 'archived', shipped_variant: 'urgent', conclusion: 'We like it.' })).toBe(
      'urgent was shippedWe like it.',
    );
  });
});
