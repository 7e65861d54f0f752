import { Text, VisuallyHidden } from '@mantine/core';
import { partsOf, wholeOf } from '@/lib/changeParts';
import { type Changes as ChangesByField, kindOf } from '@/lib/changes';
import type { Diff, Item, Part } from '@/lib/diff';
import { ChangedLines } from './ChangedLines';
import classes from './Changes.module.css';
import { Fold } from './Fold';

/** The first of so many are shown. */
const first = { parts: 8, ofWhole: 4, items: 6, names: 30, text: 400 };

/** What changed, field by field, in words; of a whole thing that was made or deleted what it holds. */
export function Changes({ changes }: { changes: ChangesByField }) {
  const parts = partsOf(changes);
  const isWhole = kindOf(changes) !== 'update';
  return parts.length === 0 ? (
    <Text size="sm" c="dimmed">
      Nothing differs.
    </Text>
  ) : (
    <Fold items={parts} first={isWhole ? first.ofWhole : first.parts} what="fields">
      {(shown) => <Parts parts={shown} isWhole={isWhole} />}
    </Fold>
  );
}

/** What one field of a flag or the like holds, in words. */
export function FieldValue({ field, value }: { field: string; value: unknown }) {
  const diff = wholeOf(field, value);
  return diff === null ? <None /> : <DiffView diff={diff} isWhole />;
}

function Parts({ parts, isWhole }: { parts: readonly Part[]; isWhole: boolean }) {
  return (
    <dl className={classes.parts}>
      {parts.map((part) => (
        <PartRow key={part.name} part={part} isWhole={isWhole} />
      ))}
    </dl>
  );
}

function PartRow({ part, isWhole }: { part: Part; isWhole: boolean }) {
  return (
    <>
      <dt className={classes.name}>{part.name}</dt>
      <dd className={classes.content}>
        <DiffView diff={part.diff} isWhole={isWhole} />
      </dd>
    </>
  );
}

function DiffView({ diff, isWhole }: { diff: Diff; isWhole: boolean }) {
  switch (diff.kind) {
    case 'value':
      return <Value old={diff.old} next={diff.new} isWhole={isWhole} />;
    case 'lines':
      return <ChangedLines lines={diff.lines} isWhole={isWhole} />;
    case 'items':
      return <Items items={diff.items} note={diff.note} isWhole={isWhole} />;
  }
}

/** @param isWhole there is nothing on the other side, so no arrow either. */
function Value({ old, next, isWhole }: { old?: string; next?: string; isWhole: boolean }) {
  if (isWhole) {
    return <LongText text={next ?? old ?? ''} />;
  }

  return (
    <>
      {old === undefined ? (
        <None />
      ) : (
        <del className={classes.old}>
          <LongText text={old} />
        </del>
      )}
      <span aria-hidden> → </span>
      <VisuallyHidden> changed to </VisuallyHidden>
      {next === undefined ? (
        <None />
      ) : (
        <ins className={classes.new}>
          <LongText text={next} />
        </ins>
      )}
    </>
  );
}

function None() {
  return (
    <Text span inherit c="dimmed">
      none
    </Text>
  );
}

function LongText({ text }: { text: string }) {
  const pieces = text.match(new RegExp(`[^]{1,${first.text}}`, 'gu')) ?? [];
  return (
    <Fold items={pieces} first={1} what="parts of this text">
      {(shown) => <bdi>{shown.join('')}</bdi>}
    </Fold>
  );
}

function Items({ items, note, isWhole }: { items: Item[]; note?: string; isWhole: boolean }) {
  if (isWhole && items.every((item) => item.parts.length === 0)) {
    return (
      <Fold items={items} first={first.names} what="entries">
        {(shown) => shown.map((item) => item.title).join(', ')}
      </Fold>
    );
  }

  return (
    <>
      {note !== undefined && <div className="numbers">{note}</div>}
      <Fold items={items} first={first.items} what="entries">
        {(shown) => (
          <ul className={classes.items}>
            {shown.map((item) => (
              <ItemRow key={`${item.how} ${item.title}`} item={item} isWhole={isWhole} />
            ))}
          </ul>
        )}
      </Fold>
    </>
  );
}

/** Whether it fits behind the item's name. */
function isInline(diff: Diff, isWhole: boolean): boolean {
  return diff.kind === 'value' || (isWhole && diff.kind === 'items' && diff.items.every((item) => item.parts.length === 0));
}

const signs = { added: '+', removed: '−', changed: '±', moved: '↕' };

function ItemRow({ item, isWhole }: { item: Item; isWhole: boolean }) {
  const isAlone = isWhole || item.how === 'added' || item.how === 'removed';
  const [only, ...others] = item.parts;
  const inline = others.length === 0 && only !== undefined && isInline(only.diff, isAlone) ? only : undefined;
  return (
    <li>
      {!isWhole && (
        <span className={`${classes.how} ${classes[item.how]}`}>
          <span aria-hidden>{signs[item.how]} </span>
          {item.how}
        </span>
      )}
      <bdi>{item.title}</bdi>
      {item.moved !== undefined && ` (from place ${item.moved.from} to ${item.moved.to})`}
      {inline !== undefined && (
        <>
          {isAlone && inline.diff.kind === 'value' ? ': ' : `: ${inline.name.toLowerCase()} `}
          <DiffView diff={inline.diff} isWhole={isAlone} />
        </>
      )}
      {inline === undefined && item.parts.length > 0 && <Parts parts={item.parts} isWhole={isAlone} />}
    </li>
  );
}
