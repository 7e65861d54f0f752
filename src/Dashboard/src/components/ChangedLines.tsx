import { VisuallyHidden } from '@mantine/core';
import type { Gap, Line } from '@/lib/lineDiff';
import classes from './Changes.module.css';
import { Fold } from './Fold';

const firstLines = 14;
const signs = { added: '+', removed: '−' };

/** A long text before and after. @param isWhole there is nothing on the other side, so nothing is marked. */
export function ChangedLines({ lines, isWhole }: { lines: (Line | Gap)[]; isWhole: boolean }) {
  return (
    <Fold items={lines} first={firstLines} what="lines">
      {(shown) => (
        <div className={classes.lines}>
          {shown.map((line, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else, and do not move
            <LineRow key={at} line={line} isWhole={isWhole} />
          ))}
        </div>
      )}
    </Fold>
  );
}

function LineRow({ line, isWhole }: { line: Line | Gap; isWhole: boolean }) {
  if (line.how === 'gap') {
    return <div className={`${classes.line} ${classes.gap}`}>⋯ {line.count} unchanged</div>;
  }

  const isMarked = line.how !== 'same' && !isWhole;
  return (
    <div className={`${classes.line} ${isMarked ? classes[line.how] : ''}`}>
      {isMarked && (
        <>
          <span aria-hidden>{signs[line.how as keyof typeof signs]} </span>
          <VisuallyHidden>{line.how}: </VisuallyHidden>
        </>
      )}
      {!isMarked && !isWhole && <span aria-hidden>{'  '}</span>}
      <bdi>{line.text}</bdi>
    </div>
  );
}
