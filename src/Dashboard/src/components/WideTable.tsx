import { Table, type TableProps } from '@mantine/core';

interface Props extends TableProps {
  /** What it is a table of. */
  label: string;
  minWidth: number;
  /** What is higher scrolls. */
  maxHeight?: number;
}

/** A table that scrolls by itself where there is no room for it, by keyboard, too. */
export function WideTable({ label, minWidth, maxHeight, ...table }: Props) {
  return (
    <Table.ScrollContainer
      minWidth={minWidth}
      maxHeight={maxHeight}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, role: 'region', 'aria-label': label } }}
    >
      <Table aria-label={label} {...table} />
    </Table.ScrollContainer>
  );
}
