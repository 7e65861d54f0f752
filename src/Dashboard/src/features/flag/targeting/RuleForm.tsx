import { Stack, Text, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import type { TargetingRule } from '@/api/generated/api';
import { errorAt } from '@/lib/fieldErrors';
import { ConditionEditor } from '@/targeting/ConditionEditor';
import { attributesIn } from '@/targeting/conditions';
import { useDraftView } from '../draft/context';
import { defaultSplit } from '../draft/defaultServe';
import { ServeEditor } from './ServeEditor';

interface Props {
  rule: TargetingRule;
  index: number;
  onChange: (rule: TargetingRule) => void;
  autoFocus: boolean;
}

export function RuleForm({ rule, index, onChange, autoFocus }: Props) {
  const { base, fields, errors, denied } = useDraftView();
  const exclude = useMemo(() => ({ flag: base.key }), [base.key]);
  const attributes = useMemo(() => fields.rules.flatMap((other) => attributesIn(other.when)), [fields.rules]);
  const path = `rules[${index}]`;
  return (
    <Stack gap="md" p="xs" pt="md">
      <TextInput
        label="Name"
        autoFocus={autoFocus}
        description="For people; may stay empty"
        value={rule.name ?? ''}
        onChange={(event) => onChange({ ...rule, name: event.currentTarget.value })}
        maxLength={200}
        readOnly={denied !== null}
        error={errorAt(errors, `${path}.name`) ?? errorAt(errors, `${path}.id`) ?? errorAt(errors, path)}
      />
      <div>
        <Text size="sm" fw={500} mb={4}>
          If
        </Text>
        <ConditionEditor
          value={rule.when}
          onChange={(when) => onChange({ ...rule, when })}
          environmentKey={base.environment_key}
          path={`${path}.when`}
          errors={errors}
          readOnly={denied !== null}
          exclude={exclude}
          attributes={attributes}
        />
      </div>
      <ServeEditor
        value={rule.serve}
        onChange={(serve) => onChange({ ...rule, serve })}
        split={() => defaultSplit(base.flag_type, fields)}
        variants={fields.variants}
        path={`${path}.serve`}
        label="Then serve"
        readOnly={denied !== null}
      />
    </Stack>
  );
}
