import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { HandoverLink } from '../parts/handover/link.tsx';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { Paper } from '../parts/paper.tsx';
import { CountDialog } from './count-dialog.tsx';
import styles from './page.module.css';
import type { Closing, ClosingHand } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** Each cash hand of the office: to be counted by its holder, or closed, with the difference that was found. */
export function Hands({ data }: { readonly data: Closing }) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const [counting, setCounting] = useState<ClosingHand | null>(null);
  const stateOf = (hand: ClosingHand) =>
    hand.close !== null ? hand.close.at : hand.moved ? texts.toCount : texts.notNeeded;
  const column = columnsOf(format, data.hands);
  return (
    <>
      <DataTable
        caption={texts.hands}
        hint={texts.handsHint}
        fileOf={data.day}
        rows={data.hands}
        rowKey={(hand) => hand.id}
        {...(data.hands.length === 0 && { instead: <p className={styles['quiet']}>{texts.noHands}</p> })}
        columns={[
          column.text('name', texts.hand, (hand) => handName({ ...hand, office: data.office.name })),
          {
            key: 'holder',
            head: texts.holder,
            value: (hand) => hand.holder ?? '',
            cell: (hand) => hand.holder ?? '–',
          },
          {
            key: 'state',
            head: texts.state,
            value: stateOf,
            cell: (hand) => <State hand={hand} day={data.day} />,
          },
          column.vnd('difference', texts.difference, (hand) => hand.close?.differenceVnd ?? null, {
            cell: (hand) => <Difference hand={hand} />,
          }),
          column.acts(texts.acts, (hand) => (
            <span className={styles['acts']}>
              {hand.mayClose && hand.close === null && !closedThrough(hand, data.day) && (
                <Button
                  size="compact-xs"
                  variant={hand.moved ? 'filled' : 'default'}
                  onClick={() => setCounting(hand)}
                >
                  {texts.count}
                </Button>
              )}
              {hand.close && (
                <Paper
                  form="day-close"
                  label={texts.slip}
                  query={{ officeId: data.office.id, handoverId: hand.close.handoverId }}
                />
              )}
            </span>
          )),
        ]}
      />
      {counting && <CountDialog data={data} hand={counting} onClose={() => setCounting(null)} />}
    </>
  );
}

function closedThrough(hand: ClosingHand, day: string): boolean {
  return hand.closedDay !== null && hand.closedDay >= day;
}

function State({ hand, day }: { readonly hand: ClosingHand; readonly day: string }) {
  const texts = useTexts();
  const format = useFormat();
  if (hand.close)
    return (
      <HandoverLink id={hand.close.handoverId}>
        <Marked as="closed">
          {hand.close.by === hand.holder
            ? texts.closedAt(format.moment(hand.close.at))
            : texts.closed(hand.close.by, format.moment(hand.close.at))}
        </Marked>
      </HandoverLink>
    );
  if (closedThrough(hand, day))
    return <Marked as="closed">{texts.closedLater(format.day(hand.closedDay ?? day))}</Marked>;
  if (hand.moved) return <Marked as="watch">{texts.toCount}</Marked>;
  return <span className={styles['quiet']}>{texts.notNeeded}</span>;
}

function Difference({ hand }: { readonly hand: ClosingHand }) {
  const texts = useTexts();
  const format = useFormat();
  if (!hand.close) return '–';
  const by = BigInt(hand.close.differenceVnd);
  const [caseId] = hand.close.caseIds;
  if (by === 0n && caseId === undefined) return <Marked as="good">{texts.fits}</Marked>;
  const said = (
    <Marked as="bad">
      {by === 0n ? texts.difference : by < 0n ? texts.short(format.vnd(-by)) : texts.over(format.vnd(by))}
    </Marked>
  );
  return caseId === undefined ? (
    said
  ) : (
    <Link to="/differences" search={{ case: caseId }}>
      {said}
    </Link>
  );
}
