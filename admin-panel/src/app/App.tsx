import '@mantine/core/styles.css';
import './app.css';
import { MantineProvider, type MantineProviderProps } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { createQueryClient } from '../api/queries';
import type { Session } from '../api/types';
import { SessionGate } from '../session/SessionGate';
import { NoOrganization } from './NoOrganization';
import { OrganizationPage } from './OrganizationPage';
import { theme } from './theme';
import { useOrganization } from './useOrganization';

interface Props {
  /** The token of the login link that opened the page, if any. */
  linkToken?: string | undefined;
  env?: MantineProviderProps['env'];
}

export function App({ linkToken, env = 'default' }: Props) {
  const [client] = useState(createQueryClient);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" env={env}>
      <QueryClientProvider client={client}>
        <SessionGate linkToken={linkToken}>
          {(session, signOut) => <Panel session={session} onSignOut={signOut} />}
        </SessionGate>
      </QueryClientProvider>
    </MantineProvider>
  );
}

function Panel({ session, onSignOut }: { session: Session; onSignOut: () => Promise<void> }) {
  const [organization, choose] = useOrganization(session.org_ids);
  if (organization === undefined) return <NoOrganization onSignOut={onSignOut} />;
  return (
    <OrganizationPage
      // Remounted for each organisation, so that no data of one is shown under another's name.
      key={organization}
      session={session}
      organization={organization}
      onOrganization={choose}
      onSignOut={onSignOut}
    />
  );
}
