import { Text } from '@mantine/core';
import type { Proof } from '../api/types';
import { count } from '../words/numbers';
import classes from './Arithmetic.module.css';

/** "648 fetched = 120 inserted + 44 updated + 482 unchanged + 2 rejected", as the API counted it. */
export function Arithmetic({ proof: { records, pages } }: { proof: Proof }) {
  return (
    <div>
      <p className={classes.equation} data-testid="proof-equation">
        <Term value={records.fetched} name="fetched" />
        <Sign>=</Sign>
        <Term value={records.inserted} name="inserted" />
        <Sign>+</Sign>
        <Term value={records.updated} name="updated" />
        <Sign>+</Sign>
        <Term value={records.unchanged} name="unchanged" />
        <Sign>+</Sign>
        <Term value={records.rejected} name="rejected" alarming />
      </p>
      <Text size="sm" c="dimmed" mt="sm" data-testid="proof-pages">
        pages {count(pages.seen)}
        {pages.expected != null && ` of ${count(pages.expected)}`}
        {pages.missing.length > 0 && `; missing ${pages.missing.join(', ')}`}
      </Text>
    </div>
  );
}

function Term({ value, name, alarming }: { value: number; name: string; alarming?: boolean }) {
  return (
    <span className={classes.term} data-alarming={alarming === true && value > 0}>
      <b>{count(value)}</b> <span>{name}</span>
    </span>
  );
}

function Sign({ children }: { children: string }) {
  return <span className={classes.sign}> {children} </span>;
}
