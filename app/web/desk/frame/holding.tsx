import { useQueries } from '@tanstack/react-query';
import { addressOf } from '#kernel/web/ask.ts';
import { useLive } from '#kernel/web/live.ts';
import { SafeIcon } from '#kernel/web/icons.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Me } from '../api.ts';
import { myHandsQuery, officesOf } from '../parts/hands.ts';
import { useReload } from '../parts/use-reload.ts';
import styles from './holding.module.css';
import { useTexts } from './texts/texts.ts';

const HOLDERS = ['teller', 'point-keeper', 'treasurer'];
/** What others move into or out of a hand may be told late by the stream. */
const POLL_MS = 60_000;

/** What the signed-in person answers for, always in the bar: the cash of their own drawer and bag, kept up by the stream. */
export function Holding({ me }: { me: Me }) {
  const texts = useTexts();
  const format = useFormat();
  const offices = officesOf(me, HOLDERS);
  const [first] = offices;
  useLive(first ? addressOf('/payouts/changes', { query: { officeId: first.id } }) : null, useReload());
  const hands = useQueries({
    queries: offices.map(({ id }) => ({ ...myHandsQuery(id), refetchInterval: POLL_MS })),
    combine: (answers) => answers.flatMap(({ data }) => data?.filter(({ mine }) => mine) ?? []),
  });
  if (hands.length === 0) return null;
  const totalVnd = hands.reduce((sum, { balanceVnd }) => sum + BigInt(balanceVnd), 0n);
  const names = hands.map(({ name, balanceVnd }) => `${name}: ${format.dong(balanceVnd)}`).join('; ');
  return (
    <span className={styles['holding']} title={names}>
      <SafeIcon />
      <span className={styles['name']}>{texts.holding}</span>
      <strong data-figure="holding">{format.dong(totalVnd)}</strong>
    </span>
  );
}
