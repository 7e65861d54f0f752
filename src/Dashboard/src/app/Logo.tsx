import { Text } from '@mantine/core';
import { PageLink } from '@/components/links';
import classes from './Logo.module.css';

export function Logo() {
  return (
    <PageLink to="/flags" underline="never" className={classes.logo} aria-label="FeatureFlag: all flags">
      <img src="./favicon.svg" width={26} height={26} alt="" />
      <Text span fw={700} c="var(--mantine-color-text)" visibleFrom="xs">
        FeatureFlag
      </Text>
    </PageLink>
  );
}
