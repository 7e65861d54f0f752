import { Alert } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import type { FlagExperimentResponse } from '@/api/generated/api';
import { ExperimentLink } from '@/components/ExperimentLink';
import { percentText } from '@/lib/percent';

/** Evaluations are not exposures: says which of them count for the experiment. */
export function RunningExperiment({ experiment }: { experiment: FlagExperimentResponse }) {
  const share = experiment.traffic_percentage;
  return (
    <Alert variant="default" icon={<IconFlask aria-hidden />} title="An experiment runs on this flag">
      Of what is counted below, only evaluations one by one are exposures of{' '}
      <ExperimentLink experimentKey={experiment.key} inherit underline="always">
        <bdi>{experiment.key}</bdi>
      </ExperimentLink>
      , and only for those whom it deals with{share < 100 && ` (${percentText(share)} of the units)`}: nobody whom a target or a
      rule decides about. Bulk and local clients report theirs as events. Its results count every unit once.
    </Alert>
  );
}
