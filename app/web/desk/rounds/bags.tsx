import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { addressOf } from '#kernel/web/ask.ts';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { type Column, DataTable } from '#kernel/web/data-table.tsx';
import { PrintIcon } from '#kernel/web/icons.tsx';
import { laterWindow } from '#kernel/web/later.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ButtonLink } from '../parts/button-link.tsx';
import styles from './page.module.css';
import { type BagOfDay, bagsQuery, type DayReply } from './queries.ts';
import { useTexts } from './texts/texts.ts';

const FillDialog = laterWindow(async () => (await import('./fill-dialog.tsx')).FillDialog);
const EmptyDialog = laterWindow(async () => (await import('./empty-dialog.tsx')).EmptyDialog);

const STATE_LOOKS = {
  proposed: 'going',
  denied: 'bad',
  waiting: 'going',
  accept: 'good',
  refuse: 'bad',
  withdraw: 'closed',
} as const;

interface Props {
  readonly officeId: string;
  /** The accepted version that the bags go with. */
  readonly planId: string;
  readonly data: DayReply;
}

/** The bags that go with the accepted rounds: offered, accepted, what is left in them, brought back. */
export function Bags({ officeId, planId, data }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const bags = useQuery(bagsQuery(officeId, data.day));
  const [filling, setFilling] = useState<BagOfDay | null>(null);
  const [emptying, setEmptying] = useState<BagOfDay | null>(null);
  if (bags.isLoadingError) return <FailureNotice error={bags.error} onRetry={() => void bags.refetch()} />;
  const offerText = ({ what, amountVnd, pieces, state }: BagOfDay['offers'][number]) =>
    what === 'cash'
      ? texts.offeredCash(format.vnd(amountVnd), texts.states[state])
      : texts.offeredVouchers(format.count(pieces), texts.states[state]);
  const column = columnsOf(format, bags.data ?? []);
  const columns: Column<BagOfDay>[] = [
    column.text('payer', texts.payer, ({ payer }) => payer),
    column.figure('planned', texts.vouchers, ({ planned }) => planned, {
      cell: ({ planned, paid }) => texts.paidOf(format.count(paid), format.count(planned)),
    }),
    column.vnd('plannedVnd', texts.money, ({ plannedVnd }) => plannedVnd),
    {
      key: 'ready',
      head: texts.onDesk,
      value: ({ ready }) => ready,
      cell: ({ ready, readyVnd, coming }) => (
        <>
          {ready === 0 ? texts.nothingReady : texts.readyOf(format.count(ready), format.vnd(readyVnd))}
          {coming > 0 && <Marked as="watch">{texts.comingOf(format.count(coming))}</Marked>}
        </>
      ),
    },
    {
      key: 'offers',
      head: texts.handedOver,
      value: ({ offers }) => offers.length,
      cell: ({ offers }) => (
        <ul className={styles['offers']}>
          {offers.map((offer) => (
            <li key={offer.id}>
              <Marked as={STATE_LOOKS[offer.state]}>{offerText(offer)}</Marked>
            </li>
          ))}
          {offers.length === 0 && <li>{texts.notOffered}</li>}
        </ul>
      ),
      text: ({ offers }) => offers.map(offerText).join('; '),
    },
    {
      key: 'bag',
      head: texts.inBagNow,
      value: ({ bag }) => BigInt(bag?.balanceVnd ?? 0),
      cell: ({ bag }) =>
        bag ? texts.bagHolds(format.count(bag.vouchers), format.vnd(bag.balanceVnd)) : texts.noBag,
    },
    column.acts('', (row) => (
      <span className={`on-screen-block ${styles['acts']}`}>
        <Button
          component="a"
          size="compact-xs"
          variant="default"
          leftSection={<PrintIcon />}
          href={addressOf('/rounds/plans/:planId/sheet', {
            params: { planId },
            query: { officeId, roundId: row.roundId },
          })}
          target="_blank"
          rel="noopener"
          aria-label={texts.sheetOf(row.payer)}
        >
          {texts.sheet}
        </Button>
        {data.may.give && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={texts.fillOf(row.payer)}
            onClick={() => setFilling(row)}
          >
            {texts.fill}
          </Button>
        )}
        {row.mine && row.offers.some(({ state }) => state === 'waiting') && (
          <ButtonLink size="compact-xs" to="/cash" search={{ office: officeId, tab: 'transit' }}>
            {texts.takeBag}
          </ButtonLink>
        )}
        {row.mine && row.bag && (row.bag.vouchers > 0 || row.bag.balanceVnd !== '0') && (
          <Button size="compact-xs" variant="default" onClick={() => setEmptying(row)}>
            {texts.empty}
          </Button>
        )}
        {row.mine && row.bag && row.bag.closedDay !== data.today && (
          <ButtonLink size="compact-xs" variant="subtle" to="/closing" search={{ office: officeId }}>
            {texts.closeBag}
          </ButtonLink>
        )}
      </span>
    )),
  ];
  return (
    <>
      <DataTable
        caption={texts.bags}
        hint={texts.bagsHint}
        columns={columns}
        rows={bags.data ?? []}
        rowKey={({ roundId }) => roundId}
      />
      {filling && <FillDialog officeId={officeId} bag={filling} onClose={() => setFilling(null)} />}
      {emptying && <EmptyDialog officeId={officeId} bag={emptying} onClose={() => setEmptying(null)} />}
    </>
  );
}
