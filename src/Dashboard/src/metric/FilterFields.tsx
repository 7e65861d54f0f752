import { Autocomplete, Select, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { EventFilter } from '@/api/generated/api';
import { IconAction } from '@/components/ActionButton';
import { errorAt, errorOfList, type FieldErrors } from '@/lib/fieldErrors';
import { ownValue } from '@/lib/metricWords';
import { operators } from '@/targeting/operators';
import { PillValues } from '@/targeting/PillValues';
import { scalarOf, scalarText } from '@/targeting/values';
import type { FilterRow } from './form';
import classes from './MetricFields.module.css';
import { NumberText } from './NumberText';

const names: EventFilter['operator'][] = ['equals', 'not_equals', 'gt', 'gte', 'lt', 'lte', 'exists', 'not_exists'];
const choices = names.map((value) => ({ value, label: operators[value].words }));

interface Props {
  filter: FilterRow;
  /** What screen readers call it. */
  label: string;
  onChange: (filter: FilterRow) => void;
  onRemove: () => void;
  errors: FieldErrors;
  path: string;
}

/** A condition on one attribute of an event. */
export function FilterFields({ filter, label, onChange, onRemove, errors, path }: Props) {
  const values: unknown[] = filter.values ?? [];
  return (
    <div className={classes.filter} role="group" aria-label={label}>
      <Autocomplete
        aria-label="Attribute of the event"
        placeholder={`Attribute, or ${ownValue}`}
        data={[ownValue]}
        renderOption={() => <Text size="sm">{ownValue}: the event’s own value</Text>}
        value={filter.attribute}
        onChange={(attribute) => onChange({ ...filter, attribute })}
        error={errorAt(errors, `${path}.attribute`) ?? errorAt(errors, path)}
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
      />
      <Select
        aria-label="Operator"
        data={choices}
        value={filter.operator}
        onChange={(chosen) => {
          const operator = names.find((name) => name === chosen) ?? filter.operator;
          onChange({ ...filter, operator, values: valuesFor(operator, values) });
        }}
        allowDeselect={false}
        error={errorAt(errors, `${path}.operator`)}
      />
      <Values filter={filter} onChange={onChange} error={errorOfList(errors, `${path}.values`)} />
      <IconAction label={`Remove ${label}`} onClick={onRemove} mt={4}>
        <IconX size={16} aria-hidden />
      </IconAction>
    </div>
  );
}

/** Of what was compared with, as much as the operator takes. */
function valuesFor(operator: EventFilter['operator'], values: unknown[]): unknown[] {
  const { values: kind } = operators[operator];
  return kind === 'none' ? [] : kind === 'number' ? values.slice(0, 1) : values;
}

function Values({ filter, onChange, error }: Pick<Props, 'filter' | 'onChange'> & { error: string | undefined }) {
  const values: unknown[] = filter.values ?? [];
  const set = (next: unknown[]) => onChange({ ...filter, values: next });
  switch (operators[filter.operator].values) {
    case 'none':
      return <span />;
    case 'number':
      return (
        <NumberText
          aria-label="Number"
          placeholder="10"
          value={values.length === 0 ? '' : scalarText(values[0])}
          onChange={(text) => set(text.trim() === '' ? [] : [scalarOf(text.trim())])}
          error={error}
          maw={undefined}
        />
      );
    default:
      return (
        <PillValues
          label="Values"
          placeholder="Add a value"
          values={values}
          onChange={set}
          parse={scalarOf}
          withKinds
          readOnly={false}
          error={error}
        />
      );
  }
}
