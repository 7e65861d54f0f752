import { useDraftView } from '../draft/context';
import { defaultServeOf, defaultSplit, withDefaultServe } from '../draft/defaultServe';
import { ServeEditor } from './ServeEditor';
import { Step } from './Step';

/** @param number Its place where the other steps of evaluation are shown, too. */
export function DefaultStep({ number }: { number?: number }) {
  const { base, fields, edit, denied } = useDraftView();
  const path = fields.default_serve === null ? 'variants' : 'default_serve';
  return (
    <Step
      number={number}
      title="Default"
      text={fields.rules.length === 0 ? 'Everybody else gets this.' : 'Everybody whom no rule matches gets this.'}
    >
      <ServeEditor
        value={defaultServeOf(base.flag_type, fields)}
        onChange={(serve) => edit((present) => withDefaultServe(base.flag_type, present, serve))}
        split={() => defaultSplit(base.flag_type, fields)}
        variants={fields.variants}
        path={path}
        label="Serve by default"
        isShare={base.flag_type === 'percentage'}
        readOnly={denied !== null}
      />
    </Step>
  );
}
