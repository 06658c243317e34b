import {
  Alert,
  Button,
  Center,
  Code,
  Paper,
  PasswordInput,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type SubmitEvent } from 'react';
import { Brand } from './Brand';
import { tokenIn } from './token';
import type { ClosedReason } from './useSession';

interface Props {
  reason?: ClosedReason | undefined;
  onToken: (token: string) => Promise<void>;
}

const REASONS: Record<ClosedReason, { title: string; advice: string }> = {
  refused: {
    title: 'This token is not accepted',
    advice: 'It is invalid or has expired. Ask for a fresh login link and try again.',
  },
  ended: {
    title: 'Your session has ended',
    advice: 'Open a fresh login link, or paste a new token, to go on where you were.',
  },
  unreachable: {
    title: 'Syncledger cannot be reached',
    advice: 'Check that it is running, then try again.',
  },
};

/** Shown to visitors without a session: how to sign in. */
export function SignInPage({ reason, onToken }: Props) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    void onToken(tokenIn(text)).finally(() => {
      setBusy(false);
    });
  };

  return (
    <Center component="main" mih="100dvh" p="md">
      <Paper component="form" onSubmit={submit} withBorder p="xl" w="100%" maw={440}>
        <Stack gap="lg">
          <Brand />
          <div>
            <Title order={1} size="h3">
              Sign in
            </Title>
            <Text c="dimmed" size="sm" mt={4}>
              Open the login link that Syncledger printed when it started, or paste a token from{' '}
              <Code>./syncledger token</Code> here.
            </Text>
          </div>
          {reason && (
            <Alert
              color="red"
              icon={<IconAlertTriangle />}
              title={REASONS[reason].title}
              role="alert"
            >
              {REASONS[reason].advice}
            </Alert>
          )}
          <PasswordInput
            label="Token or login link"
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
            }}
          />
          <Button type="submit" size="md" loading={busy} disabled={text.trim() === ''}>
            Sign in
          </Button>
        </Stack>
      </Paper>
    </Center>
  );
}
