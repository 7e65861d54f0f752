import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react';
import { Dialog } from '@/components/Dialog';
import { fuzzyFind } from '@/lib/fuzzy';
import classes from './PaletteDialog.module.css';
import { type Item, useItems } from './useItems';

const most = 50;

/** The input keeps the focus; which of the options is meant is told by aria-activedescendant. */
export function PaletteDialog({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }) {
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const list = useId();
  const { items, isPending } = useItems(onShortcuts);
  const asked = useDeferredValue(query);
  const found = fuzzyFind(asked, items, (item) => (item.key === undefined ? [item.label] : [item.label, item.key]), most);
  const current = Math.min(active, found.length - 1);

  const run = (item: Item | undefined) => {
    if (item !== undefined) {
      onClose();
      item.run();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next: Record<string, number> = { ArrowDown: current + 1, ArrowUp: current - 1 };
    const to = next[event.key];
    if (to !== undefined && found.length > 0) {
      event.preventDefault();
      setActive((to + found.length) % found.length);
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault();
      run(found[current]);
    }
  };

  return (
    <Dialog
      onClose={onClose}
      centered={false}
      withCloseButton={false}
      padding={0}
      size="lg"
      yOffset="12dvh"
      attributes={{ content: { 'aria-label': 'Find and open' } }}
      transitionProps={{ duration: 80 }}
    >
      <input
        data-autofocus
        className={classes.input}
        role="combobox"
        aria-label="Find a flag, a segment, a page or an action"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={found.length > 0 ? `${list}-${current}` : undefined}
        aria-autocomplete="list"
        placeholder="Find a flag, a segment, a page or an action"
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        autoComplete="off"
        spellCheck={false}
      />
      <div id={list} role="listbox" aria-label="What was found" className={classes.list}>
        {found.map((item, index) => (
          <Option key={item.id} id={`${list}-${index}`} item={item} isActive={index === current} onRun={() => run(item)} />
        ))}
      </div>
      <div className={classes.note} role="status">
        {isPending
          ? 'Loading flags…'
          : found.length === 0
            ? `Nothing is called “${asked}”.`
            : '↑ ↓ choose, Enter opens, Esc closes'}
      </div>
    </Dialog>
  );
}

function Option({ id, item, isActive, onRun }: { id: string; item: Item; isActive: boolean; onRun: () => void }) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input has the keyboard
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      ref={isActive ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
      className={classes.item}
      onClick={onRun}
    >
      <span className={classes.icon} aria-hidden>
        {item.icon}
      </span>
      <div className={classes.words}>
        <div className={classes.label}>{item.label}</div>
        {item.key !== undefined && <div className={classes.key}>{item.key}</div>}
      </div>
      <span className={classes.where}>{item.where}</span>
    </div>
  );
}
