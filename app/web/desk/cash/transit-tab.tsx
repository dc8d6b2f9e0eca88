import { Button, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { AcceptDialog } from '../parts/accept/accept-dialog.tsx';
import { useBlind } from '../parts/accept/use-blind.ts';
import { HandoverLink } from '../parts/handover/link.tsx';
import { useHandName } from '../parts/handover/texts/texts.ts';
import styles from './page.module.css';
import { type Offer, transitQuery } from './queries.ts';
import { ReturnDialog } from './return-dialog.tsx';
import { useTexts } from './texts/texts.ts';

type Asked = { readonly what: 'accept' | 'refuse' | 'withdraw'; readonly offer: Offer };

/** What is on its way: accepted with a count of one's own, refused, or taken back. */
export function TransitTab({ officeId }: { readonly officeId: string }) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const offers = useQuery(transitQuery(officeId));
  const [blind, setBlind] = useBlind();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  if (!offers.data)
    return offers.error ? (
      <FailureNotice error={offers.error} onRetry={() => void offers.refetch()} />
    ) : (
      <Waiting />
    );
  const rows = offers.data;
  const taking = (row: Offer) => row.mayAccept && row.towardOfficeId === officeId;
  const giving = (row: Offer) => row.mayWithdraw && row.fromOfficeId === officeId;
  const elsewhere = (row: Offer) => !taking(row) && !giving(row) && row.mayAccept;
  const acting = (row: Offer) => taking(row) || giving(row) || elsewhere(row);
  const hidden = (row: Offer) => blind && taking(row);
  const totalVnd = rows.reduce((sum, row) => sum + BigInt(row.amountVnd), 0n);
  const column = columnsOf(format, rows);
  const text = (key: 'from' | 'toward', head: string) =>
    column.text(key, head, (row: Offer) => handName(row[key]));
  return (
    <>
      <DataTable
        caption={texts.tabs.transit}
        note={
          rows.some(hidden)
            ? texts.transitCount(format.count(rows.length))
            : texts.transitTotal(format.count(rows.length), format.vnd(totalVnd))
        }
        rows={rows}
        rowKey={(row) => row.id}
        tools={
          rows.some(taking) && (
            <Switch
              size="xs"
              className={styles['switch'] ?? ''}
              label={texts.blind}
              title={texts.blindHint}
              checked={blind}
              onChange={(event) => setBlind(event.currentTarget.checked)}
            />
          )
        }
        {...(rows.length === 0 && {
          instead: <Notice title={texts.noTransit}>{texts.noTransitHint}</Notice>,
        })}
        columns={[
          text('from', texts.from),
          text('toward', texts.to),
          {
            key: 'amount',
            head: texts.amount,
            align: 'end',
            value: (row) => (hidden(row) ? -1n : BigInt(row.amountVnd)),
            text: (row) => (hidden(row) ? texts.afterCount : row.amountVnd),
            cell: (row) =>
              hidden(row) && row.amountVnd !== '0' ? (
                <span className={styles['quiet']}>{texts.afterCount}</span>
              ) : (
                format.vnd(row.amountVnd)
              ),
          },
          column.figure('things', texts.vouchers, (row) => row.things),
          column.text('by', texts.by, (row) => row.by),
          column.text('takers', texts.takers, (row) => row.takers ?? ''),
          column.moment('since', texts.since, (row) => row.offeredAt, {
            cell: (row) =>
              hidden(row) ? (
                format.moment(row.offeredAt)
              ) : (
                <HandoverLink id={row.id}>{format.moment(row.offeredAt)}</HandoverLink>
              ),
          }),
          {
            key: 'state',
            head: texts.state,
            value: (row) => (row.late ? texts.late : texts.waiting),
            cell: (row) => (
              <span title={row.late ? texts.lateHint : undefined}>
                <Marked as={row.late ? 'bad' : 'going'}>{row.late ? texts.late : texts.waiting}</Marked>
              </span>
            ),
          },
          ...(rows.some(acting)
            ? [
                column.acts(texts.acts, (offer: Offer) => (
                  <span className={styles['acts']}>
                    {taking(offer) && (
                      <>
                        <Button size="compact-xs" onClick={() => setAsked({ what: 'accept', offer })}>
                          {texts.accept}
                        </Button>
                        <Button
                          size="compact-xs"
                          variant="default"
                          onClick={() => setAsked({ what: 'refuse', offer })}
                        >
                          {texts.refuse}
                        </Button>
                      </>
                    )}
                    {giving(offer) && (
                      <Button
                        size="compact-xs"
                        variant="default"
                        onClick={() => setAsked({ what: 'withdraw', offer })}
                      >
                        {texts.withdraw}
                      </Button>
                    )}
                    {elsewhere(offer) && (
                      <Link to="/cash" search={{ tab: 'transit', office: offer.towardOfficeId }}>
                        {texts.there}
                      </Link>
                    )}
                  </span>
                )),
              ]
            : []),
        ]}
      />
      {asked?.what === 'accept' && <AcceptDialog offer={asked.offer} blind={blind} onClose={close} />}
      {(asked?.what === 'refuse' || asked?.what === 'withdraw') && (
        <ReturnDialog offer={asked.offer} how={asked.what} hidden={hidden(asked.offer)} onClose={close} />
      )}
    </>
  );
}
