import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useMemo, useRef } from 'react';
import type { Prerequisite } from '@/api/generated/api';
import { IconAction } from '@/components/ActionButton';
import { errorAt, errorOfList } from '@/lib/fieldErrors';
import { removeAt, replaceAt } from '@/targeting/conditions';
import { EditingContext } from '@/targeting/context';
import { FlagSelect } from '@/targeting/FlagSelect';
import { VariantsInput } from '@/targeting/VariantsInput';
import { useDraftView } from '../draft/context';
import classes from './Prerequisites.module.css';
import { Step } from './Step';

export function Prerequisites() {
  const { base, fields, edit, errors, denied } = useDraftView();
  const { prerequisites } = fields;
  const readOnly = denied !== null;
  const editing = useMemo(
    () => ({ environmentKey: base.environment_key, errors, readOnly, exclude: { flag: base.key }, attributes: [] }),
    [base, errors, readOnly],
  );
  const addButton = useRef<HTMLButtonElement>(null);
  const remove = (index: number) => {
    edit({ prerequisites: removeAt(prerequisites, index) });
    addButton.current?.focus();
  };
  const set = (changed: Prerequisite[]) => edit({ prerequisites: changed });
  return (
    <Step
      number={1}
      title="Prerequisites"
      text={
        prerequisites.length === 0
          ? 'This flag depends on no other.'
          : `Unless all of these are met, everybody gets the off variant, “${fields.off_variant}”.`
      }
      action={
        <Button
          ref={addButton}
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={readOnly}
          onClick={() => set([...prerequisites, { flag_key: '', variants: [] }])}
        >
          Add prerequisite
        </Button>
      }
    >
      {prerequisites.length > 0 && (
        <EditingContext value={editing}>
          <Stack gap="sm">
            {prerequisites.map((prerequisite, index) => (
              <Row
                // biome-ignore lint/suspicious/noArrayIndexKey: a prerequisite has no identity but its place
                key={index}
                prerequisite={prerequisite}
                others={[base.key, ...removeAt(prerequisites, index).map((other) => other.flag_key)]}
                path={`prerequisites[${index}]`}
                onChange={(changed) => set(replaceAt(prerequisites, index, changed))}
                onRemove={() => remove(index)}
              />
            ))}
          </Stack>
        </EditingContext>
      )}
    </Step>
  );
}

interface RowProps {
  prerequisite: Prerequisite;
  /** Flags that cannot be chosen. */
  others: string[];
  path: string;
  onChange: (prerequisite: Prerequisite) => void;
  onRemove: () => void;
}

function Row({ prerequisite, others, path, onChange, onRemove }: RowProps) {
  const { errors, denied } = useDraftView();
  const variants = prerequisite.variants ?? [];
  return (
    <Group align="flex-start" gap="xs" wrap="nowrap">
      <div className={classes.row}>
        <div className={classes.flag}>
          <FlagSelect
            value={prerequisite.flag_key}
            excluded={others}
            onChange={(flag_key) => onChange({ flag_key, variants: [] })}
            label="Prerequisite flag"
            error={errorAt(errors, `${path}.flag_key`) ?? errorAt(errors, path)}
          />
        </div>
        <Text size="sm" className={classes.word}>
          serves
        </Text>
        <div className={classes.variants}>
          <VariantsInput
            flagKey={prerequisite.flag_key}
            value={variants}
            onChange={(chosen) => onChange({ ...prerequisite, variants: chosen })}
            placeholder="anything but its off variant"
            error={errorOfList(errors, `${path}.variants`)}
          />
        </div>
      </div>
      {denied === null && (
        <IconAction label={`Remove prerequisite ${prerequisite.flag_key}`} onClick={onRemove} mt={4}>
          <IconX size={16} aria-hidden />
        </IconAction>
      )}
    </Group>
  );
}
