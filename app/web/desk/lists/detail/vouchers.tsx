import { useNavigate, useSearch } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { SavedFilters } from '#kernel/web/saved-filters.tsx';
import { dropEmpty } from '#kernel/web/search.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Reply } from '#kernel/web/ask.ts';
import { ask, type DeskContract } from '../../api.ts';
import { useRegimeName } from '../../parts/regime-name.ts';
import { FilterSelect } from '../../parts/filter-select.tsx';
import { LoadAll } from '../../parts/load-all.tsx';
import parts from '../../parts/parts.module.css';
import { cccdColumn, usePersonColumns } from '../../parts/person-columns.ts';
import { useParts } from '../../parts/texts/texts.ts';
import { TypedFilter } from '../../parts/typed-filter.tsx';
import { usePages } from '../../parts/use-pages.ts';
import type { ListSearch } from '../search.ts';
import { useTexts } from '../texts/texts.ts';

type Row = Reply<DeskContract, 'GET /payouts/lists/:listId/vouchers'>['items'][number];

/** Each voucher of a list, found by name, state and way of payment. */
export function Vouchers({ listId, fileOf }: { listId: string; fileOf: string }) {
  const texts = useTexts();
  const names = useParts();
  const format = useFormat();
  const regimeName = useRegimeName();
  const search = useSearch({ from: '/frame/lists/$listId' });
  const navigate = useNavigate({ from: '/lists/$listId' });
  const { q, status, channel } = search;
  const go = (change: { readonly [K in keyof ListSearch]: ListSearch[K] | undefined }) =>
    void navigate({
      search: (now) => dropEmpty<ListSearch>({ ...now, ...change }),
      replace: true,
      resetScroll: false,
    });
  const pages = usePages(['payouts', 'list-vouchers', listId, q, status, channel], (page, signal) =>
    ask(
      'GET /payouts/lists/:listId/vouchers',
      {
        params: { listId },
        query: {
          ...page,
          ...(q !== undefined && { q }),
          ...(status && { status }),
          ...(channel && { channel }),
        },
      },
      signal,
    ),
  );
  const person = usePersonColumns<Row>(texts);
  const column = columnsOf(format, pages.rows);
  const total = pages.first?.total ?? 0;
  const totalVnd = pages.first?.totalVnd ?? '0';
  return (
    <>
      <div className={parts['filters']}>
        <TypedFilter label={names.findName} value={q ?? ''} onChange={(text) => go({ q: text })} />
        <FilterSelect
          label={texts.state}
          value={status}
          options={named(names.statuses)}
          onChange={(next) => go({ status: next as ListSearch['status'] })}
        />
        <FilterSelect
          label={texts.channel}
          value={channel}
          options={named(names.channels)}
          onChange={(next) => go({ channel: next as ListSearch['channel'] })}
        />
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
        fileOf={fileOf}
        note={pages.first && texts.detail.found(format.count(total), format.vnd(totalVnd))}
        rows={pages.rows}
        rowKey={(row) => row.id}
        {...(pages.first && { total })}
        loading={pages.loading}
        onEnd={pages.more}
        height={520}
        {...(pages.error && { instead: <FailureNotice error={pages.error} onRetry={pages.retry} /> })}
        columns={[
          person.name,
          person.birth,
          { ...cccdColumn(texts.cccd), hidden: 'narrow' },
          { ...person.hamlet, hidden: true },
          person.commune,
          column.text('regime', texts.regime, (row) => regimeName(row.regime), { hidden: 'narrow' }),
          {
            key: 'kind',
            head: texts.voucherKind,
            width: 130,
            hidden: true,
            value: (row) => row.kind,
            text: (row) => names.kinds[row.kind],
            cell: (row) => names.kinds[row.kind],
          },
          column.vnd('amount', texts.amount, (row) => row.amountVnd, { width: 104 }),
          {
            key: 'status',
            head: texts.state,
            width: 92,
            value: (row) => row.status,
            text: (row) => names.statuses[row.status],
            cell: (row) => names.statuses[row.status],
          },
          {
            key: 'channel',
            head: texts.channel,
            width: 100,
            hidden: 'narrow',
            value: (row) => row.channel,
            text: (row) => names.channels[row.channel],
            cell: (row) => names.channels[row.channel],
          },
          column.day('payOn', texts.payOn, (row) => row.payOn, { width: 102, hidden: 'narrow' }),
          column.text('office', texts.office, (row) => row.office, { width: 200, hidden: true }),
          column.figure('line', texts.line, (row) => row.line, { width: 80, hidden: true }),
        ]}
      />
    </>
  );
}

const named = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
