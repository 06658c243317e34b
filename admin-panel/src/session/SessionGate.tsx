import { Center, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Session } from '../api/types';
import { SignInPage } from './SignInPage';
import { useSession } from './useSession';

interface Props {
  linkToken: string | undefined;
  children: (session: Session, signOut: () => Promise<void>) => ReactNode;
}

/** Shows its content to signed-in visitors and the sign-in page to others. */
export function SessionGate({ linkToken, children }: Props) {
  const { state, enter, leave } = useSession(linkToken);
  switch (state.kind) {
    case 'checking':
      return (
        <Center mih="100dvh">
          <Loader aria-label="Checking your session" />
        </Center>
      );
    case 'open':
      return children(state.session, leave);
    case 'closed':
      return <SignInPage reason={state.reason} onToken={enter} />;
  }
}
