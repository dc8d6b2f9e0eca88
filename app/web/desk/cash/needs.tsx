import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { lastDayOf } from '#kernel/words/day.ts';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { DayField } from '#kernel/web/fields/day-field.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { Waiting } from '#kernel/web/waiting.tsx';
import { neededUntil } from '#modules/payouts/cash/rules/until.ts';
import type { Me } from '../api.ts';
import { OrderDialog } from './order-dialog.tsx';
import styles from './page.module.css';
import { type Need, needsQuery } from './queries.ts';
import { takersQuery } from '../parts/takers.ts';
import { holds, ORDER_MAKERS } from './roles.ts';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly officeId: string;
  readonly month: string;
  readonly me: Me;
}

const MONEY = ['needVnd', 'heldVnd', 'comingVnd'] as const;

/** What each office needs in cash by the plan, what it has and what is coming, and the order that fills the gap. */
export function Needs({ officeId, month, me }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const navigate = useNavigate({ from: '/cash' });
  const search = useSearch({ from: '/frame/cash' });
  const [ordering, setOrdering] = useState<Need | null>(null);
  const today = useQuery(takersQuery(officeId)).data?.today;
  const until = search.until ?? neededUntil(month, today ?? lastDayOf(month));
  const teller = !holds(me, [...ORDER_MAKERS, 'district-manager', 'provincial-director', 'auditor']);
  const needs = useQuery({ ...needsQuery(officeId, month, until), enabled: !teller && today !== undefined });
  if (teller) return null;
  if (needs.error && !needs.data)
    return <FailureNotice error={needs.error} onRetry={() => void needs.refetch()} />;
  const rows = needs.data ?? [];
  const mayOrder = holds(me, ORDER_MAKERS);
  const heads = { needVnd: texts.due, heldVnd: texts.held, comingVnd: texts.coming };
  const column = columnsOf(format, rows);
  return (
    <>
      <DataTable
        caption={texts.needs}
        note={texts.needsNote(format.day(until))}
        fileOf={month}
        maxHeight={440}
        withTotal
        rows={rows}
        {...(!needs.data && { instead: <Waiting /> })}
        rowKey={(row) => row.officeId}
        tools={
          <DayField
            size="xs"
            w={120}
            aria-label={texts.until}
            title={texts.until}
            value={until}
            onChange={(day) => {
              if (day !== null) void navigate({ search: (now) => ({ ...now, until: day }) });
            }}
          />
        }
        columns={[
          column.text('office', texts.office, (row) => row.office),
          column.summed('vouchers', texts.vouchers, (row) => row.vouchers),
          ...MONEY.map((key) => column.summedVnd(key, heads[key], (row) => row[key])),
          column.summedVnd('wanted', texts.wanted, (row) => row.wantedVnd, {
            cell: (row) =>
              row.wantedVnd === '0' ? (
                <Marked as="good">{texts.enough}</Marked>
              ) : (
                <Marked as="watch">{format.vnd(row.wantedVnd)}</Marked>
              ),
          }),
          ...(mayOrder
            ? [
                column.acts(
                  texts.acts,
                  (row: Need) =>
                    row.vault !== null &&
                    row.officeId !== officeId && (
                      <span className={styles['acts']}>
                        <Button size="compact-xs" variant="default" onClick={() => setOrdering(row)}>
                          {texts.order}
                        </Button>
                      </span>
                    ),
                ),
              ]
            : []),
        ]}
      />
      {ordering && (
        <OrderDialog officeId={officeId} month={month} need={ordering} onClose={() => setOrdering(null)} />
      )}
    </>
  );
}
