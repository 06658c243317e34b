import { Button, Center, Paper, Stack, Text, Title } from '@mantine/core';

/** Shown for a valid token that names no organisation. */
export function NoOrganization({ onSignOut }: { onSignOut: () => Promise<void> }) {
  return (
    <Center component="main" mih="100dvh" p="md">
      <Paper withBorder p="xl" maw={440}>
        <Stack gap="md" align="flex-start">
          <Title order={1} size="h3">
            No organisation
          </Title>
          <Text c="dimmed">Your token names no organisation. Ask an admin for another one.</Text>
          <Button variant="default" onClick={() => void onSignOut()}>
            Sign out
          </Button>
        </Stack>
      </Paper>
    </Center>
  );
}
