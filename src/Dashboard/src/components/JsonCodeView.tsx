import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { linter, lintGutter } from '@codemirror/lint';
import { Compartment, EditorState, type Extension } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { tagHighlighter, tags } from '@lezer/highlight';
import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useMemo, useRef } from 'react';
import { styleNonce } from '@/lib/nonce';
import type { JsonViewProps } from './JsonEditor';
import classes from './JsonEditor.module.css';
import { jsonMistake } from './jsonMistake';

const colors = tagHighlighter([
  { tag: tags.propertyName, class: classes.property as string },
  { tag: tags.string, class: classes.string as string },
  { tag: tags.number, class: classes.number as string },
  { tag: [tags.bool, tags.null], class: classes.word as string },
]);

const mistakes = linter((view) => {
  const mistake = jsonMistake(view.state.doc.toString());
  return mistake === null ? [] : [{ ...mistake, severity: 'error' }];
});

const nonce = styleNonce();
const always: Extension = [
  nonce === undefined ? [] : EditorView.cspNonce.of(nonce),
  lineNumbers(),
  history(),
  bracketMatching(),
  indentOnInput(),
  json(),
  syntaxHighlighting(colors),
  lintGutter(),
  mistakes,
  EditorView.lineWrapping,
  keymap.of([...defaultKeymap, ...historyKeymap]), // without Tab, which goes on to the next field
];

function attributes({ label, readOnly, errorId }: JsonViewProps): Extension {
  return [
    EditorState.readOnly.of(readOnly),
    EditorView.contentAttributes.of({
      'aria-label': label,
      ...(readOnly && { 'aria-readonly': 'true' }),
      ...(errorId !== undefined && { 'aria-invalid': 'true', 'aria-describedby': errorId }),
    }),
  ];
}

export function JsonCodeView(props: JsonViewProps) {
  const { value, label, readOnly, errorId } = props;
  const place = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(null);
  const changeable = useRef(new Compartment());
  const latest = useRef(props);
  latest.current = props;
  const [settled] = useDebouncedValue(value, 600);
  const mistake = useMemo(() => jsonMistake(settled), [settled]);

  useEffect(() => {
    const view = new EditorView({
      parent: place.current ?? undefined,
      doc: latest.current.value,
      extensions: [
        always,
        changeable.current.of(attributes(latest.current)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && update.state.doc.toString() !== latest.current.value) {
            latest.current.onChange(update.state.doc.toString());
          }
        }),
      ],
    });
    editor.current = view;
    return () => view.destroy();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: read through latest
  useEffect(() => {
    editor.current?.dispatch({ effects: changeable.current.reconfigure(attributes(latest.current)) });
  }, [label, readOnly, errorId]);

  useEffect(() => {
    const view = editor.current;
    if (view !== null && view.state.doc.toString() !== value) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
    }
  }, [value]);

  return (
    <>
      <div ref={place} />
      {mistake !== null && errorId === undefined && (
        <Text size="xs" px="sm" py={4} role="status" className={classes.mistake}>
          {mistake.message}
        </Text>
      )}
    </>
  );
}
