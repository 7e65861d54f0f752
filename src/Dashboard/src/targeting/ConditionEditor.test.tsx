// @vitest-environment jsdom
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Condition } from '@/api/generated/api';
import type { FieldErrors } from '@/lib/fieldErrors';
import { ConditionEditor } from './ConditionEditor';

// What Mantine asks of a browser and jsdom does not have.
beforeAll(() => {
  Element.prototype.scrollIntoView ??= () => {};
  window.matchMedia ??= (media) =>
    ({ matches: false, media, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
  window.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
});
afterEach(cleanup);

let edited: Condition;

function Editor({ first, errors, readOnly }: { first: Condition; errors: FieldErrors; readOnly: boolean }) {
  const [value, setValue] = useState(first);
  edited = value;
  return (
    <ConditionEditor
      value={value}
      onChange={setValue}
      environmentKey="development"
      path="when"
      errors={errors}
      readOnly={readOnly}
    />
  );
}

function edit(first: Condition, errors: FieldErrors = {}, readOnly = false) {
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <Editor first={first} errors={errors} readOnly={readOnly} />
      </QueryClientProvider>
    </MantineProvider>,
  );
}

const plan: Condition = { attribute: 'plan', operator: 'equals', values: ['pro'] };

function type(text: string) {
  const field = screen.getByRole('textbox', { name: 'Values' });
  fireEvent.change(field, { target: { value: text } });
  fireEvent.keyDown(field, { key: 'Enter' });
}

describe('the condition editor', { timeout: 20_000 }, () => {
  it('leaves a lone comparison alone, and makes a group of it when a second is added', () => {
    edit(plan);
    type('team');
    expect(edited).toEqual({ ...plan, values: ['pro', 'team'] });
    fireEvent.click(screen.getByRole('button', { name: 'Add condition' }));
    expect(edited.all).toHaveLength(2);
    expect(edited.all?.[0]).toEqual({ ...plan, values: ['pro', 'team'] });
  });

  it('takes numbers for numbers, shows so, and lets them be texts', () => {
    edit(plan);
    type('5');
    expect(edited.values).toEqual(['pro', 5]);
    fireEvent.click(screen.getByRole('button', { name: '5 is a number: make it a text' }));
    expect(edited.values).toEqual(['pro', '5']);
  });

  it('adds a value once', () => {
    edit(plan);
    type('pro');
    expect(edited.values).toEqual(['pro']);
  });

  it('removes what was added, group or comparison', () => {
    edit({ all: [plan, { any: [plan] }] });
    fireEvent.click(screen.getByRole('button', { name: 'Remove group' }));
    expect(edited).toEqual({ all: [plan] });
    fireEvent.click(screen.getByRole('button', { name: 'Remove condition' }));
    expect(edited).toEqual({ all: [] });
    expect(screen.getByText('Without conditions this means everybody.')).toBeTruthy();
  });

  it('shows an error at the node that it names', () => {
    edit({ all: [plan, { any: [plan] }] }, { 'when.all[1].any[0].operator': ['there is no such operator.'] });
    const [first, second] = screen.getAllByRole('combobox', { name: 'Operator' });
    expect(first?.getAttribute('aria-invalid')).not.toBe('true');
    expect(second?.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText('There is no such operator.')).toBeTruthy();
  });

  it('shows the error of a lone comparison, whose place is that of the condition', () => {
    edit(plan, { 'when.values[0]': ['must be a text.'] });
    expect(screen.getByText('Item 1: Must be a text.')).toBeTruthy();
  });

  it('offers no deeper group than the server takes', () => {
    let deep: Condition = { all: [plan] };
    for (let depth = 2; depth < 8; depth++) {
      deep = { any: [deep] };
    }
    edit(deep);
    expect(screen.getAllByRole('button', { name: 'Add condition' })).toHaveLength(7);
    expect(screen.getAllByRole('button', { name: 'Add group' })).toHaveLength(6);
  });

  it('changes nothing where it may only be read', () => {
    edit({ all: [plan] }, {}, true);
    expect(screen.queryByRole('button', { name: 'Add condition' })).toBeNull();
    expect(screen.queryByRole('textbox', { name: 'Values' })).toBeNull();
    expect(screen.getByText('pro')).toBeTruthy();
  });
});
