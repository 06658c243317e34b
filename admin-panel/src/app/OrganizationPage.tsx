import { Container, Grid, Stack, VisuallyHidden } from '@mantine/core';
import type { Session } from '../api/types';
import { HistoryCard } from '../history/HistoryCard';
import { RunCard } from '../run/RunCard';
import { useRun } from '../run/useRun';
import { PageHeader } from '../session/PageHeader';
import { mayStart } from '../session/roles';
import { StateBadge } from '../status/StateBadge';
import { StatusCard } from '../status/StatusCard';
import { Warnings } from '../status/Warnings';

interface Props {
  session: Session;
  organization: string;
  onOrganization: (organization: string) => void;
  onSignOut: () => Promise<void>;
}

/** The only page: an organisation's status, its sync and its latest runs. */
export function OrganizationPage({ session, organization, onOrganization, onSignOut }: Props) {
  const run = useRun(organization);
  return (
    <>
      <PageHeader
        session={session}
        organization={organization}
        onOrganization={onOrganization}
        onSignOut={onSignOut}
        badge={<StateBadge organization={organization} running={run.active} />}
      />
      <Container component="main" size="lg" py="lg">
        <VisuallyHidden component="h1">Syncs of {organization}</VisuallyHidden>
        <Stack gap="md">
          <Warnings organization={organization} />
          <Grid gap="md">
            <Grid.Col span={{ base: 12, md: 8 }}>
              <RunCard organization={organization} run={run} allowed={mayStart(session)} />
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 4 }}>
              <StatusCard organization={organization} />
            </Grid.Col>
          </Grid>
          <HistoryCard organization={organization} />
        </Stack>
      </Container>
    </>
  );
}
