import { List, Text } from '@mantine/core';

interface Props {
  title: string;
  lines: string[];
}

const SHOWN = 50;

/** A titled list; a long one is cut and ends with the number of further items. */
export function Lines({ title, lines }: Props) {
  if (lines.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {title}
      </Text>
      <List size="sm" spacing={2} aria-label={title}>
        {lines.slice(0, SHOWN).map((line, index) => (
          <List.Item key={`${index}-${line}`}>{line}</List.Item>
        ))}
      </List>
      {lines.length > SHOWN && (
        <Text size="sm" c="dimmed" mt={4}>
          and {lines.length - SHOWN} more
        </Text>
      )}
    </div>
  );
}
