import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ActDialog } from '#kernel/web/act-dialog.tsx';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { FailureNotice, Notice } from '#kernel/web/notice.tsx';
import { NoticePage, Page } from '#kernel/web/page.tsx';
import { toast } from '#kernel/web/toast.ts';
import { useAct } from '#kernel/web/use-act.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../../api.ts';
import { distributionQuery, usePlanPlace } from '../queries.ts';
import { NoMonth } from '../../parts/no-month.tsx';
import { PlanTabs } from '../tabs.tsx';
import { useTexts } from '../texts/texts.ts';

const STAGES = ['toSend', 'onTheWay', 'atDesk', 'withPeople', 'paid'] as const;

/** Vouchers on their way from the province to the offices that pay them: what is to be sent, what waits, what arrived. */
export function DistributionPage() {
  const texts = useTexts();
  const format = useFormat();
  const search = useSearch({ from: '/frame/plan/vouchers' });
  const place = usePlanPlace(search);
  const { month } = place;
  const [sending, setSending] = useState(false);
  const where = useQuery({ ...distributionQuery(month ?? ''), enabled: month !== undefined });
  const act = useAct({
    send: (id, what: { month: string; programme: null }) =>
      ask('POST /payouts/distribution', { body: { id, ...what } }),
    onDone: (offers) => {
      const vouchers = offers.reduce((all, offer) => all + offer.vouchers, 0);
      toast(texts.vouchersPage.sent(format.count(vouchers), format.count(offers.length)));
      setSending(false);
    },
    touches: [['payouts']],
  });
  if (place.own === undefined) return <NoticePage title={texts.noView}>{texts.noViewHint}</NoticePage>;
  const rows = where.data ?? [];
  const toSend = rows.reduce((all, row) => all + row.toSend, 0);
  const toSendVnd = rows.reduce((all, row) => all + BigInt(row.toSendVnd), 0n);
  const offices = rows.filter((row) => row.toSend > 0).length;
  const column = columnsOf(format, rows);
  return (
    <Page
      title={texts.vouchersPage.title}
      help={texts.help}
      actions={
        <Button size="xs" disabled={toSend === 0} onClick={() => setSending(true)}>
          {texts.vouchersPage.act}
        </Button>
      }
    >
      <PlanTabs place={place} search={search} withOffice={false} />
      {where.isLoadingError ? (
        <FailureNotice error={where.error} onRetry={() => void where.refetch()} />
      ) : !where.data ? (
        <NoMonth months={place.asked} />
      ) : rows.length === 0 ? (
        <Notice title={texts.vouchersPage.none}>{texts.vouchersPage.noneHint}</Notice>
      ) : (
        <DataTable
          caption={texts.vouchersPage.where}
          note={texts.vouchersPage.note}
          fileOf={month}
          rows={rows}
          rowKey={(row) => row.officeId}
          maxHeight={560}
          withTotal
          columns={[
            column.text('office', texts.office, (row) => row.office),
            ...STAGES.map((key) => column.summed(key, texts.vouchersPage[key], (row) => row[key])),
          ]}
        />
      )}
      {sending && (
        <ActDialog
          title={texts.vouchersPage.act}
          onClose={() => setSending(false)}
          act={act}
          label={texts.vouchersPage.act}
          input={month === undefined || toSend === 0 ? null : { month, programme: null }}
        >
          <p>{texts.vouchersPage.says(format.count(toSend), format.count(offices), format.vnd(toSendVnd))}</p>
        </ActDialog>
      )}
    </Page>
  );
}
