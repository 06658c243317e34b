import { Text } from '@mantine/core';
import type { Proof } from '../api/types';
import { count } from '../format/numbers';
import classes from './Arithmetic.module.css';

/** "648 fetched = 120 inserted + 44 updated + 482 unchanged + 2 rejected", as the API counted it. */
export function Arithmetic({ proof: { records, pages } }: { proof: Proof }) {
  const { fetched, inserted, updated, unchanged, rejected, vanished = 0 } = records;
  // No equals sign between sides that differ; whether they do is decided by the API.
  const sign = fetched === inserted + updated + unchanged + rejected ? '=' : '≠';
  return (
    <div>
      <p className={classes.equation} data-testid="proof-equation">
        <Term value={fetched} name="fetched" />
        <Term sign={sign} value={inserted} name="inserted" />
        <Term sign="+" value={updated} name="updated" />
        <Term sign="+" value={unchanged} name="unchanged" />
        <Term sign="+" value={rejected} name="rejected" alarming />
      </p>
      <Text size="sm" c="dimmed" mt="sm" data-testid="proof-pages">
        Pages {count(pages.seen)}
        {pages.expected != null && ` of ${count(pages.expected)}`}
        {pages.missing.length > 0 && `; missing ${pages.missing.join(', ')}`}
        {vanished > 0 && `; ${count(vanished)} vanished at the source`}
      </Text>
    </div>
  );
}

interface TermProps {
  sign?: '=' | '≠' | '+';
  value: number;
  name: string;
  alarming?: boolean;
}

/** A sign stays with the term that follows, so that no line ends with a plus. */
function Term({ sign, value, name, alarming = false }: TermProps) {
  return (
    <span className={classes.term}>
      {sign && <span className={classes.sign}> {sign} </span>}
      <span className={classes.figure} data-alarming={alarming && value > 0}>
        <b>{count(value)}</b> <span>{name}</span>
      </span>
    </span>
  );
}
