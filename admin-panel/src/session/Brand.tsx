import { Group, Text } from '@mantine/core';
import classes from './Brand.module.css';

/** The product's mark and name. */
export function Brand() {
  return (
    <Group gap={10} wrap="nowrap">
      <svg className={classes.mark} viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
        <rect width="32" height="32" rx="8" />
        <path className={classes.lines} d="M9 10h14M9 16h9M9 22h5" />
        <path className={classes.tick} d="m17.5 21.5 2.6 2.6 4.6-5.2" />
      </svg>
      <Text fw={650} fz="lg" lts="-0.01em">
        Syncledger
      </Text>
    </Group>
  );
}
