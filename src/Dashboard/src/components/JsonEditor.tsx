import { Box, Input, Textarea } from '@mantine/core';
import { lazy, Suspense, useId } from 'react';
import classes from './JsonEditor.module.css';

export interface JsonEditorProps {
  value: string;
  onChange: (text: string) => void;
  label: string;
  /** Hides the label from eyes, not from screen readers. */
  isLabelHidden?: boolean;
  error?: string;
  readOnly?: boolean;
  /** In pixels. */
  minHeight?: number;
}

// Heavy, so it comes when it is needed; where it does not come, a plain text box does.
const CodeView = lazy(() =>
  import('./JsonCodeView').then(
    (module) => ({ default: module.JsonCodeView }),
    () => ({ default: PlainView }),
  ),
);

/** A text box for JSON with colours and marks at mistakes. Tab leaves it, as with any other. */
export function JsonEditor({ label, isLabelHidden = false, error, minHeight = 120, readOnly = false, ...text }: JsonEditorProps) {
  const id = useId();
  const inner = { ...text, label, minHeight, readOnly, errorId: error === undefined ? undefined : `${id}-error` };
  return (
    <Input.Wrapper label={isLabelHidden ? undefined : label} labelElement="div" error={error} errorProps={{ id: `${id}-error` }}>
      <Box
        className={classes.editor}
        data-invalid={error !== undefined || undefined}
        __vars={{ '--editor-height': `${minHeight}px` }}
      >
        <Suspense fallback={<PlainView {...inner} />}>
          <CodeView {...inner} />
        </Suspense>
      </Box>
    </Input.Wrapper>
  );
}

export interface JsonViewProps {
  value: string;
  onChange: (text: string) => void;
  label: string;
  readOnly: boolean;
  minHeight: number;
  /** Of the element that says what is wrong. */
  errorId: string | undefined;
}

function PlainView({ value, onChange, label, readOnly, minHeight, errorId }: JsonViewProps) {
  return (
    <Textarea
      variant="unstyled"
      aria-label={label}
      aria-invalid={errorId !== undefined || undefined}
      aria-describedby={errorId}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      readOnly={readOnly}
      autosize
      maxRows={18}
      spellCheck={false}
      px="sm"
      styles={{
        input: { minHeight, fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 'var(--mantine-font-size-sm)' },
      }}
    />
  );
}
