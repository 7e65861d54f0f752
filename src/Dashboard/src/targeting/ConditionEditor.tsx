import { useMemo } from 'react';
import type { Condition } from '@/api/generated/api';
import type { FieldErrors } from '@/lib/fieldErrors';
import { attributesIn, groupOf } from './conditions';
import { type Editing, EditingContext } from './context';
import { GroupEditor } from './GroupEditor';

const usualAttributes = [
  'user_id',
  'email',
  'country',
  'plan',
  'role',
  'language',
  'platform',
  'app_version',
  'ip',
  'created_at',
];

interface Props {
  value: Condition;
  onChange: (value: Condition) => void;
  environmentKey: string;
  /** Where the condition stands in what is saved, such as "rules[0].when": by it the errors are found. */
  path: string;
  errors: FieldErrors;
  readOnly?: boolean;
  /** What the condition belongs to: neither is offered as something to refer to. */
  exclude?: { segment?: string; flag?: string };
  /** Further names to propose for attributes. */
  attributes?: string[];
}

const none: string[] = [];

/** Who is meant. A lone comparison is shown as a group of one, and stays one until a second is added. */
export function ConditionEditor({
  value,
  onChange,
  environmentKey,
  path,
  errors,
  readOnly = false,
  exclude,
  attributes = none,
}: Props) {
  const editing = useMemo<Editing>(
    () => ({
      environmentKey,
      errors,
      readOnly,
      exclude: exclude ?? {},
      attributes: [...new Set([...attributesIn(value), ...attributes, ...usualAttributes])],
    }),
    [environmentKey, errors, readOnly, exclude, attributes, value],
  );
  const group = groupOf(value);
  return (
    <EditingContext value={editing}>
      {group === null ? (
        <GroupEditor
          kind="all"
          items={[value]}
          onChange={(changed) => onChange(changed.all?.length === 1 && changed.all[0] ? changed.all[0] : changed)}
          path={path}
          pathOf={() => path}
          depth={1}
        />
      ) : (
        <GroupEditor
          kind={group.kind}
          items={group.children}
          onChange={onChange}
          path={path}
          pathOf={(index) => `${path}.${group.kind}[${index}]`}
          depth={1}
        />
      )}
    </EditingContext>
  );
}
