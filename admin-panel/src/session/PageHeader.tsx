import { ActionIcon, Container, Group, Menu, NativeSelect, Text } from '@mantine/core';
import { IconLogout, IconUser } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Session } from '../api/types';
import { humanize } from '../format/numbers';
import { Brand } from './Brand';
import classes from './PageHeader.module.css';

interface Props {
  session: Session;
  organization: string;
  onOrganization: (organization: string) => void;
  onSignOut: () => Promise<void>;
  badge: ReactNode;
}

/** The product, the organisation with its status, and the sign-out button. */
export function PageHeader({ session, organization, onOrganization, onSignOut, badge }: Props) {
  return (
    <header className={classes.header}>
      <Container size="lg" className={classes.inner}>
        <Brand />
        <Group gap="sm" className={classes.organization} wrap="nowrap">
          {session.org_ids.length > 1 ? (
            <NativeSelect
              aria-label="Organisation"
              className={classes.switcher}
              data={session.org_ids}
              value={organization}
              onChange={(event) => {
                onOrganization(event.currentTarget.value);
              }}
            />
          ) : (
            <Text fw={500} size="sm" truncate>
              {organization}
            </Text>
          )}
          {badge}
        </Group>
        <Menu position="bottom-end" withinPortal={false}>
          <Menu.Target>
            <ActionIcon variant="default" size="lg" radius="xl" aria-label="Account">
              <IconUser size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>
              {session.subject} · {session.roles.map(humanize).join(', ')}
            </Menu.Label>
            <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void onSignOut()}>
              Sign out
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Container>
    </header>
  );
}
