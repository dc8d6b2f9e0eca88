import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { SavedFilters } from '#kernel/web/saved-filters.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../../api.ts';
import { useBirthText } from '../../parts/birth-text.ts';
import { LoadAll } from '../../parts/load-all.tsx';
import parts from '../../parts/parts.module.css';
import { useParts } from '../../parts/texts/texts.ts';
import { TypedFilter } from '../../parts/typed-filter.tsx';
import { usePages } from '../../parts/use-pages.ts';
import type { ListSearch } from '../search.ts';
import { useTexts } from '../texts/texts.ts';

/** Each voucher of a list, found by name, state and way of payment. */
export function Vouchers({ listId, fileName }: { listId: string; fileName: string }) {
  const texts = useTexts();
  const names = useParts();
  const format = useFormat();
  const birthText = useBirthText();
  const search = useSearch({ from: '/frame/lists/$listId' });
  const navigate = useNavigate({ from: '/lists/$listId' });
  const { q, status, channel } = search;
  const go = (change: { readonly [K in keyof ListSearch]: ListSearch[K] | undefined }) =>
    void navigate({
      search: (now) => dropEmpty({ ...now, ...change }) as ListSearch,
      replace: true,
      resetScroll: false,
    });
  const pages = usePages(['payouts', 'list-vouchers', listId, q, status, channel], (after, signal) =>
    ask(
      'GET /payouts/lists/:listId/vouchers',
      {
        params: { listId },
        query: {
          limit: 200,
          ...(q !== undefined && { q }),
          ...(status && { status }),
          ...(channel && { channel }),
          ...(after !== undefined && { after }),
        },
      },
      signal,
    ),
  );
  const choice = <V extends string>(
    label: string,
    value: V | undefined,
    all: Readonly<Record<V, string>>,
    set: (next: V | undefined) => void,
  ) => (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={value ?? ''}
      data={[
        { value: '', label: `${label}: ${names.all.toLowerCase()}` },
        ...Object.entries<string>(all).map(([key, name]) => ({ value: key, label: name })),
      ]}
      onChange={(event) => set((event.currentTarget.value || undefined) as V | undefined)}
    />
  );
  return (
    <>
      <div className={parts['filters']}>
        <TypedFilter label={names.findName} value={q ?? ''} onChange={(text) => go({ q: text })} />
        {choice(texts.state, status, names.statuses, (next) => go({ status: next }))}
        {choice(texts.channel, channel, names.channels, (next) => go({ channel: next }))}
        <SavedFilters
          screen="list-vouchers"
          search={{ q, status, channel }}
          onChoose={(saved) => void navigate({ search: saved as ListSearch })}
        />
        <LoadAll all={pages.all} loading={pages.loadingAll} />
      </div>
      <DataGrid
        caption={texts.detail.vouchers}
        name="list-vouchers"
        fileName={fileName}
        note={
          pages.first && texts.detail.found(format.count(pages.first.total), format.vnd(pages.first.totalVnd))
        }
        rows={pages.rows}
        rowKey={(row) => row.id}
        {...(pages.first && { total: pages.first.total })}
        onEnd={pages.more}
        height={520}
        {...(pages.error && { instead: <FailureNotice error={pages.error} onRetry={pages.retry} /> })}
        columns={[
          {
            key: 'name',
            head: texts.fullName,
            width: 180,
            value: (row) => row.fullName,
            cell: (row) => row.fullName,
          },
          {
            key: 'birth',
            head: texts.birth,
            width: 110,
            value: (row) => row.birth ?? '',
            text: (row) => birthText(row.birth),
            cell: (row) => birthText(row.birth),
          },
          {
            key: 'cccd',
            head: texts.cccd,
            width: 125,
            value: (row) => row.cccdMasked ?? '',
            cell: (row) => row.cccdMasked ?? '–',
          },
          {
            key: 'hamlet',
            head: texts.hamlet,
            width: 120,
            hidden: true,
            value: (row) => row.hamlet ?? '',
            cell: (row) => row.hamlet ?? '–',
          },
          {
            key: 'commune',
            head: texts.commune,
            width: 150,
            value: (row) => row.commune ?? '',
            cell: (row) => row.commune ?? '–',
          },
          { key: 'regime', head: texts.regime, value: (row) => row.regime, cell: (row) => row.regime },
          {
            key: 'kind',
            head: texts.voucherKind,
            width: 130,
            hidden: true,
            value: (row) => row.kind,
            text: (row) => names.kinds[row.kind],
            cell: (row) => names.kinds[row.kind],
          },
          {
            key: 'amount',
            head: texts.amount,
            width: 120,
            align: 'end',
            value: (row) => BigInt(row.amountVnd),
            cell: (row) => format.vnd(row.amountVnd),
          },
          {
            key: 'status',
            head: texts.state,
            width: 110,
            value: (row) => row.status,
            text: (row) => names.statuses[row.status],
            cell: (row) => names.statuses[row.status],
          },
          {
            key: 'channel',
            head: texts.channel,
            width: 110,
            value: (row) => row.channel,
            text: (row) => names.channels[row.channel],
            cell: (row) => names.channels[row.channel],
          },
          {
            key: 'payOn',
            head: texts.payOn,
            width: 112,
            value: (row) => row.payOn,
            cell: (row) => format.day(row.payOn),
          },
          {
            key: 'office',
            head: texts.office,
            width: 200,
            hidden: true,
            value: (row) => row.office,
            cell: (row) => row.office,
          },
          {
            key: 'line',
            head: texts.line,
            width: 80,
            align: 'end',
            hidden: true,
            value: (row) => row.line,
            cell: (row) => format.count(row.line),
          },
        ]}
      />
    </>
  );
}

function dropEmpty(search: object): object {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ''),
  );
}
