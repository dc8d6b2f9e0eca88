import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import type { Me } from '../api.ts';
import { useHandName, useKindNames } from '../parts/handover/texts/texts.ts';
import { type MyHand, myHandsQuery } from '../parts/hands.ts';
import { VAULT_KEEPERS } from '../parts/roles.ts';
import { takersQuery } from '../parts/takers.ts';
import { GiveDialog } from './give-dialog.tsx';
import { GiveVouchersDialog } from './give-vouchers-dialog.tsx';
import { LimitDialog } from './limit-dialog.tsx';
import styles from './page.module.css';
import { CASHIERS, holds, SHELVES } from './roles.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly me: Me;
}

const GIVING = ['vault', 'drawer', 'bag'];
interface Asked {
  readonly what: 'give' | 'vouchers' | 'limit';
  readonly hand: MyHand;
}

/** The hands one answers for, and what may be done with them. */
export function HandsTab({ officeId, me }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const names = useKindNames();
  const handName = useHandName();
  const office = useQuery(takersQuery(officeId)).data?.office.name ?? '';
  const cashier = holds(me, CASHIERS);
  const hands = useQuery(myHandsQuery(officeId));
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  if (!hands.data)
    return hands.error ? (
      <FailureNotice error={hands.error} onRetry={() => void hands.refetch()} />
    ) : (
      <Waiting />
    );
  const rows = hands.data.map((hand) => ({ ...hand, name: handName({ ...hand, office }) }));
  const mayGive = ({ kind }: MyHand) =>
    GIVING.includes(kind) && (kind !== 'vault' || holds(me, VAULT_KEEPERS));
  const column = columnsOf(format, rows);
  return (
    <>
      <DataTable
        caption={texts.tabs.hands}
        rows={rows}
        rowKey={(hand) => hand.id}
        {...(rows.length === 0 && { instead: <Notice title={texts.noHands}>{texts.noHandsHint}</Notice> })}
        columns={[
          column.text('name', texts.hand, (hand) => hand.name),
          {
            key: 'kind',
            head: texts.kind,
            value: (hand) => names.hand(hand.kind),
            cell: (hand) =>
              `${names.hand(hand.kind)}, ${(hand.mine ? texts.mine : texts.ofOffice).toLowerCase()}`,
          },
          column.vnd('balance', texts.balance, (hand) => hand.balanceVnd, {
            cell: (hand) => <span data-figure={`hand-${hand.kind}`}>{format.vnd(hand.balanceVnd)}</span>,
          }),
          column.figure('vouchers', texts.vouchers, (hand) => hand.things),
          column.vnd('limit', texts.limit, (hand) => hand.limitVnd, {
            cell: (hand) => <Limit hand={hand} />,
          }),
          column.day('closed', texts.closedDay, (hand) => hand.closedDay, {
            cell: (hand) =>
              hand.kind === 'desk' ? (
                '–'
              ) : hand.closedDay === null ? (
                <span className={styles['quiet']}>{texts.notClosed}</span>
              ) : (
                <Marked as="closed">{format.day(hand.closedDay)}</Marked>
              ),
          }),
          column.acts(texts.acts, (hand) => (
            <span className={styles['acts']}>
              {mayGive(hand) && (
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={hand.balanceVnd === '0'}
                  {...(hand.balanceVnd === '0' && { title: texts.nothingToGive })}
                  onClick={() => setAsked({ what: 'give', hand })}
                >
                  {texts.give}
                </Button>
              )}
              {SHELVES.includes(hand.kind) && hand.things > 0 && (
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => setAsked({ what: 'vouchers', hand })}
                >
                  {texts.giveVouchers}
                </Button>
              )}
              {mayGive(hand) && cashier && (
                <Button size="compact-xs" variant="default" onClick={() => setAsked({ what: 'limit', hand })}>
                  {texts.setLimit}
                </Button>
              )}
            </span>
          )),
        ]}
      />
      {asked?.what === 'give' && (
        <GiveDialog officeId={officeId} hands={rows} from={asked.hand} onClose={close} />
      )}
      {asked?.what === 'vouchers' && (
        <GiveVouchersDialog officeId={officeId} from={asked.hand} onClose={close} />
      )}
      {asked?.what === 'limit' && <LimitDialog officeId={officeId} hand={asked.hand} onClose={close} />}
    </>
  );
}

function Limit({ hand }: { readonly hand: MyHand }) {
  const texts = useTexts();
  const format = useFormat();
  if (hand.kind === 'desk') return '–';
  if (hand.limitVnd === null) return <span className={styles['quiet']}>{texts.noLimit}</span>;
  if (BigInt(hand.balanceVnd) <= BigInt(hand.limitVnd)) return format.vnd(hand.limitVnd);
  return (
    <Marked as="bad">
      {texts.overLimit} {format.vnd(hand.limitVnd)}
    </Marked>
  );
}
