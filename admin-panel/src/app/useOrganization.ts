import { useCallback, useState } from 'react';

const PARAMETER = 'org';

/** The selected organisation, kept in the URL so that the page can be reloaded and shared. */
export function useOrganization(allowed: string[]): [string | undefined, (org: string) => void] {
  const [chosen, setChosen] = useState(() =>
    new URLSearchParams(window.location.search).get(PARAMETER),
  );
  const choose = useCallback((organization: string) => {
    const address = new URL(window.location.href);
    address.searchParams.set(PARAMETER, organization);
    window.history.replaceState(window.history.state, '', address);
    setChosen(organization);
  }, []);
  return [allowed.find((organization) => organization === chosen) ?? allowed[0], choose];
}
