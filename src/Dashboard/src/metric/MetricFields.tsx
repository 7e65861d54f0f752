import { Select, Stack } from '@mantine/core';
import { errorAt } from '@/lib/fieldErrors';
import { kindWords, type MetricKind } from '@/lib/metricWords';
import { Explanation } from './Explanation';
import type { Editing } from './editing';
import { partsOfKind, withKind } from './form';
import { JudgementFields } from './JudgementFields';
import classes from './MetricFields.module.css';
import { NumberText } from './NumberText';
import { PrecisionFields } from './PrecisionFields';
import { Section } from './Section';
import { SelectionFields } from './SelectionFields';
import { WindowFields } from './WindowFields';

const kinds = Object.entries(kindWords).map(([value, { name }]) => ({ value, label: name }));

/** All of a metric that decides its numbers, and beside it in words what that is. @param isLocked it may not change now */
export function MetricFields({ isLocked, ...editing }: Editing & { isLocked: boolean }) {
  const { form, onChange, errors } = editing;
  const has = partsOfKind(form.kind);
  return (
    <div className={classes.beside}>
      <fieldset className={classes.fieldset} disabled={isLocked} aria-label="What it measures">
        <Stack gap="lg">
          <Section title="What is counted">
            <Select
              label="Kind"
              description={kindWords[form.kind].hint}
              data={kinds}
              value={form.kind}
              onChange={(kind) => kind !== null && onChange(withKind(form, kind as MetricKind))}
              allowDeselect={false}
              error={errorAt(errors, 'kind')}
            />
            {has.quantile && (
              <NumberText
                label="Quantile"
                description="0.5 is the median, 0.9 the value that nine of ten units are at or below."
                value={form.quantile}
                onChange={(quantile) => onChange({ quantile })}
                error={errorAt(errors, 'quantile')}
              />
            )}
            <SelectionFields {...editing} name="events" title={has.denominator ? 'Numerator' : undefined} />
            {has.denominator && <SelectionFields {...editing} name="denominator" title="Denominator" />}
          </Section>
          <WindowFields {...editing} kinds={has.windows} />
          <JudgementFields {...editing} />
          {(has.cap || has.cuped) && <PrecisionFields {...editing} hasCap={has.cap} hasCuped={has.cuped} />}
        </Stack>
      </fieldset>
      <aside className={classes.aside} aria-label="In words">
        <Explanation form={form} />
      </aside>
    </div>
  );
}
