import { Box } from '@mantine/core';
import classes from './CodeBlock.module.css';
import { CopyButton } from './CopyButton';

/** Text to copy, such as a command. @param what as CopyButton's. */
export function CodeBlock({ code, what = 'code', label }: { code: string; what?: string; label?: string }) {
  return (
    <Box className={classes.block}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className={classes.code} tabIndex={0} role="region" aria-label={label ?? what}>
        <code>{code}</code>
      </pre>
      <div className={classes.copy}>
        <CopyButton value={code} what={what} />
      </div>
    </Box>
  );
}
