import { Text } from '@mantine/core';
import { Section } from '../components/Section';
import classes from './HowToRead.module.css';

const words = [
  ['Unit', 'Whom the experiment deals with: a user, or what else its flag buckets by.'],
  ['Lift', 'The difference as a share of the control’s mean: +5 % is 1.05 times the control.'],
  ['pp', 'Percentage points: from 30 % to 33 % is +3 pp, and a lift of +10 %.'],
  [
    'p',
    'How often chance alone would show a difference at least this large. This one decides, and holds however often you look; of goals it is corrected for their number.',
  ],
  ['p of one look', 'The same for a single look at the planned time. It says “significant” too easily to who looks every day.'],
  [
    'Chance to win',
    'What is believed of the difference after these data. It alone is no reason to ship: who stops at the first 95 % ships something without effect in about 4 of 10 experiments that have none.',
  ],
  ['Loss if shipped and worse', 'What shipping it is expected to cost per unit, weighed by how likely it is worse after all.'],
] as const;

/** The words of the tables, for who does not read statistics every day. */
export function HowToRead() {
  return (
    <Section title="What the numbers mean">
      <dl className={classes.words}>
        {words.map(([word, text]) => (
          <div key={word}>
            <Text component="dt" size="sm" fw={600}>
              {word}
            </Text>
            <Text component="dd" size="sm" m={0}>
              {text}
            </Text>
          </div>
        ))}
      </dl>
    </Section>
  );
}
