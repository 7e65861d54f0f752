import { Popover, TextInput } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendar } from '@tabler/icons-react';
import { IconAction } from '@/components/ActionButton';
import { exactTime } from '@/lib/time';
import { useEditing } from './context';

const form = /^\d{4}-\d\d-\d\d([Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d))?$/;

function reading(text: string): string {
  if (text === '') {
    return 'A date (its start in UTC), or a time such as 2026-03-29T02:30:00Z';
  }

  const isReadable = form.test(text) && !Number.isNaN(Date.parse(text));
  return isReadable ? exactTime(text) : 'Not readable yet: a date such as 2026-03-29, or a time that ends with Z or its offset';
}

interface Props {
  value: string;
  onChange: (text: string) => void;
  error?: string;
}

/** A point in time as it will be saved, and what it means where the reader is. */
export function TimeInput({ value, onChange, error }: Props) {
  const { readOnly } = useEditing();
  const [isOpen, calendar] = useDisclosure();
  const pick = (day: string | null) => {
    if (day !== null) {
      onChange(day + (form.test(value) ? value.slice(10) : ''));
      calendar.close();
    }
  };
  return (
    <Popover
      opened={isOpen}
      onChange={(open) => !open && calendar.close()}
      withRoles={false}
      trapFocus
      returnFocus
      position="bottom-end"
      shadow="md"
    >
      <Popover.Target>
        <TextInput
          aria-label="Date or time"
          placeholder="2026-03-29"
          value={value}
          onChange={(event) => onChange(event.currentTarget.value.trim())}
          readOnly={readOnly}
          error={error}
          description={reading(value)}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          rightSection={
            readOnly ? undefined : (
              <IconAction label="Choose a day" onClick={calendar.toggle}>
                <IconCalendar size={16} aria-hidden />
              </IconAction>
            )
          }
        />
      </Popover.Target>
      <Popover.Dropdown>
        <DatePicker
          value={form.test(value) ? value.slice(0, 10) : null}
          onChange={pick}
          defaultDate={form.test(value) ? value.slice(0, 10) : undefined}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
