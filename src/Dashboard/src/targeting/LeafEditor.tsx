import { Checkbox, Select, Text } from '@mantine/core';
import type { Condition } from '@/api/generated/api';
import { errorAt } from '@/lib/fieldErrors';
import { AttributeInput } from './AttributeInput';
import classes from './ConditionEditor.module.css';
import { withOperator } from './conditions';
import { useEditing } from './context';
import { FlagSelect } from './FlagSelect';
import { type Operator, operatorNames, operators, subjectOf, takesNow } from './operators';
import { ValuesInput } from './ValuesInput';
import { operatorWords } from './words';

interface Props {
  leaf: Condition;
  onChange: (leaf: Condition) => void;
  path: string;
  autoFocus: boolean;
}

/** One comparison: what, how, with what. */
export function LeafEditor({ leaf, onChange, path, autoFocus }: Props) {
  const { errors, readOnly } = useEditing();
  const operator = leaf.operator ?? 'equals';
  const facts: (typeof operators)[Operator] | undefined = operators[operator];
  return (
    <div className={classes.leaf}>
      <div className={classes.subject}>
        <Subject leaf={leaf} operator={operator} onChange={onChange} path={path} autoFocus={autoFocus} />
      </div>
      <OperatorSelect
        operator={operator}
        onChange={(chosen) => onChange(withOperator(leaf, chosen))}
        error={errorAt(errors, `${path}.operator`) ?? errorAt(errors, path)}
      />
      {facts !== undefined && facts.values !== 'none' && (
        <div className={classes.values}>
          <ValuesInput
            kind={facts.values}
            leaf={leaf}
            onChange={(values) => onChange({ ...leaf, values })}
            path={`${path}.values`}
          />
          {facts.ignoresCase && (
            <Checkbox
              mt={6}
              size="xs"
              label="Ignore case"
              disabled={readOnly}
              checked={leaf.ignore_case === true}
              onChange={(event) => onChange(withIgnoreCase(leaf, event.currentTarget.checked))}
              error={errorAt(errors, `${path}.ignore_case`)}
            />
          )}
        </div>
      )}
    </div>
  );
}

function withIgnoreCase({ ignore_case: _, ...leaf }: Condition, isIgnored: boolean): Condition {
  return isIgnored ? { ...leaf, ignore_case: true } : leaf;
}

function Subject({ leaf, operator, onChange, path, autoFocus }: Props & { operator: Operator }) {
  const { errors, exclude } = useEditing();
  const error = errorAt(errors, `${path}.attribute`);
  switch (subjectOf(operator)) {
    case 'user':
      return (
        <Text size="sm" className={classes.user}>
          The user
        </Text>
      );
    case 'flag':
      return (
        <FlagSelect
          value={leaf.attribute ?? ''}
          onChange={(attribute) => onChange({ ...leaf, attribute, values: [] })}
          excluded={exclude.flag === undefined ? [] : [exclude.flag]}
          error={error}
        />
      );
    default:
      return (
        <AttributeInput
          value={leaf.attribute ?? ''}
          onChange={(attribute) => onChange({ ...leaf, attribute })}
          withNow={takesNow(operator)}
          error={error}
          autoFocus={autoFocus}
        />
      );
  }
}

const choices = [...new Set(operatorNames.map((name) => operators[name].group))].map((group) => ({
  group,
  items: operatorNames
    .filter((name) => operators[name].group === group)
    .map((name) => ({ value: name, label: operatorWords[name] })),
}));

function OperatorSelect({
  operator,
  onChange,
  error,
}: {
  operator: Operator;
  onChange: (chosen: Operator) => void;
  error?: string;
}) {
  // An operator of a newer server is shown as it is, and can be left there.
  const { readOnly } = useEditing();
  const isKnown = operator in operators;
  return (
    <Select
      className={classes.operator}
      aria-label="Operator"
      data={isKnown ? choices : [...choices, { group: 'Other', items: [{ value: operator, label: operator }] }]}
      value={operator}
      onChange={(chosen) => chosen !== null && onChange(chosen as Operator)}
      allowDeselect={false}
      readOnly={readOnly}
      searchable
      selectFirstOptionOnChange
      nothingFoundMessage="No such operator"
      comboboxProps={{ width: 260, position: 'bottom-start' }}
      maxDropdownHeight={360}
      error={error}
    />
  );
}
