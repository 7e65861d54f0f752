import { Alert, type AlertProps } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import type { Tone } from '../words/verdicts';
import classes from './Notice.module.css';
import { toneColor } from './ToneBadge';

const icons = { good: IconCheck, bad: IconAlertTriangle, neutral: IconInfoCircle, warning: IconAlertTriangle };

/** Something to know before one reads or goes on. */
export function Notice({ tone, title, children }: { tone: Tone; title: string } & Pick<AlertProps, 'children'>) {
  const Icon = icons[tone];
  return (
    <Alert
      color={toneColor(tone)}
      variant="outline"
      role={tone === 'bad' ? 'alert' : 'note'}
      icon={<Icon aria-hidden />}
      title={title}
      classNames={{ title: classes.title, message: classes.message }}
    >
      {children}
    </Alert>
  );
}
