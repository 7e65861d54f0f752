import { SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { Section } from './Section';

export function Theme() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title="Theme" description="In this browser.">
      <SegmentedControl
        aria-label="Theme"
        data={[
          { value: 'light', label: 'Light' },
          { value: 'dark', label: 'Dark' },
          { value: 'auto', label: 'As the system' },
        ]}
        value={colorScheme}
        onChange={setColorScheme}
      />
    </Section>
  );
}
