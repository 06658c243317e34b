import { Group, Text, ThemeIcon } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBan,
  IconHourglass,
  IconShieldCheck,
  IconX,
  type Icon,
} from '@tabler/icons-react';
import type { Outcome } from './verdict';

interface Look {
  title: string;
  meaning: string;
  color: string;
  Icon: Icon;
}

const LOOKS: Record<Outcome, Look> = {
  proven: {
    title: 'Proven',
    meaning: 'Every page was seen and every record is accounted for.',
    color: 'green',
    Icon: IconShieldCheck,
  },
  unproven: {
    title: 'Unproven',
    meaning: 'The run says it completed, but its own events contradict it. Sync again.',
    color: 'orange',
    Icon: IconAlertTriangle,
  },
  failed: {
    title: 'Failed',
    meaning: 'The run stopped before its end. What it had stored stays.',
    color: 'red',
    Icon: IconX,
  },
  cancelled: {
    title: 'Cancelled',
    meaning: 'The run was stopped on request. What it had stored stays.',
    color: 'gray',
    Icon: IconBan,
  },
  pending: {
    title: 'Completed',
    meaning: 'The last events of its proof are still on their way.',
    color: 'blue',
    Icon: IconHourglass,
  },
  running: {
    title: 'Running',
    meaning: 'The proof is complete when the run has ended.',
    color: 'blue',
    Icon: IconHourglass,
  },
};

/** How the run ended, in a word and a sentence. */
export function Verdict({ outcome, detail }: { outcome: Outcome; detail?: string | undefined }) {
  const { title, meaning, color, Icon } = LOOKS[outcome];
  return (
    <Group wrap="nowrap" align="flex-start" gap="md" role="status">
      <ThemeIcon color={color} variant="light" size={44} radius="xl" aria-hidden>
        <Icon size={26} stroke={1.8} />
      </ThemeIcon>
      <div>
        <Text fz="xl" fw={650} lh={1.2} data-testid="verdict">
          {title}
        </Text>
        <Text size="sm" c="dimmed" mt={2}>
          {detail ?? meaning}
        </Text>
      </div>
    </Group>
  );
}
