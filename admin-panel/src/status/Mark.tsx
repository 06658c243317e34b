import { Group, Text } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleXFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** A word with an icon, so that the meaning does not depend on colour alone. */
export function Mark({ kind, children }: { kind: 'good' | 'bad'; children: ReactNode }) {
  const Icon = kind === 'good' ? IconCircleCheckFilled : IconCircleXFilled;
  return (
    <Group component="span" gap={6} wrap="nowrap" display="inline-flex">
      <Text component="span" c={kind === 'good' ? 'green' : 'red'} lh={0} inherit>
        <Icon size={16} aria-hidden />
      </Text>
      {children}
    </Group>
  );
}
