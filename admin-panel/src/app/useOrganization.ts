import { useCallback, useState } from 'react';

const PARAMETER = 'org';

/** The organisation in view, kept in the address so that a page can be reloaded or shared. */
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
