import { Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { errorAt } from '@/lib/fieldErrors';
import { EventInput } from './EventInput';
import type { Editing } from './editing';
import { FilterFields } from './FilterFields';
import { newFilter, type Selection } from './form';

interface Props extends Editing {
  name: 'events' | 'denominator';
  /** Which part of a ratio it is; undefined: it is all there is. */
  title?: string;
}

/** Events of one name that pass all filters. */
export function SelectionFields({ name, title, environment, form, onChange, errors }: Props) {
  const selection = form[name];
  const set = (change: Partial<Selection>) => onChange({ [name]: { ...selection, ...change } });
  const fields = (
    <>
      <EventInput
        environment={environment}
        value={selection.event}
        onChange={(event) => set({ event })}
        error={errorAt(errors, `${name}.event`) ?? errorAt(errors, name)}
      />
      {form.kind === 'ratio' && (
        <SegmentedControl
          aria-label={`${title}: what is added up`}
          data={[
            { value: 'count', label: 'How many' },
            { value: 'sum', label: 'Their values' },
          ]}
          value={selection.aggregate}
          onChange={(aggregate) => set({ aggregate: aggregate as Selection['aggregate'] })}
          style={{ alignSelf: 'flex-start' }}
        />
      )}
      {selection.filters.map((filter, at) => (
        <FilterFields
          key={filter.id}
          filter={filter}
          label={`${title === undefined ? '' : `${title}: `}filter ${at + 1}`}
          onChange={(changed) => set({ filters: selection.filters.with(at, changed) })}
          onRemove={() => set({ filters: selection.filters.toSpliced(at, 1) })}
          errors={errors}
          path={`${name}.filters[${at}]`}
        />
      ))}
      {errorAt(errors, `${name}.filters`) !== undefined && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {errorAt(errors, `${name}.filters`)}
        </Text>
      )}
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => set({ filters: [...selection.filters, newFilter()] })}
        >
          Only events that …
        </Button>
      </Group>
    </>
  );
  return title === undefined ? (
    fields
  ) : (
    <Stack component="section" aria-label={title} gap="sm">
      <Text size="sm" fw={600}>
        {title}
      </Text>
      {fields}
    </Stack>
  );
}
