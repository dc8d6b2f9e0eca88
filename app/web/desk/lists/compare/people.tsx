import { useNavigate, useSearch } from '@tanstack/react-router';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { Marked } from '#kernel/web/marked.tsx';
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
import { useProgrammes } from '../../parts/programmes.ts';
import { useParts } from '../../parts/texts/texts.ts';
import { TypedFilter } from '../../parts/typed-filter.tsx';
import { usePages } from '../../parts/use-pages.ts';
import type { Comparison } from '../queries.ts';
import type { CompareSearch } from '../search.ts';
import { useTexts } from '../texts/texts.ts';

type Row = Reply<DeskContract, 'GET /payouts/comparison/people'>['items'][number];

/** Everybody who is new, gone or changed, as the filters in the address leave them. */
export function ComparedPeople({ month, comparison }: { month: string; comparison: Comparison }) {
  const texts = useTexts();
  const names = useParts();
  const format = useFormat();
  const programmes = useProgrammes();
  const regimeName = useRegimeName();
  const search = useSearch({ from: '/frame/lists/compare' });
  const navigate = useNavigate({ from: '/lists/compare' });
  const { programme, unit, change, q } = search;
  const go = (next: { readonly [K in keyof CompareSearch]: CompareSearch[K] | undefined }) =>
    void navigate({
      search: (now) => dropEmpty<CompareSearch>({ ...now, ...next }),
      replace: true,
      resetScroll: false,
    });
  const pages = usePages(['payouts', 'compared', month, programme, unit, change, q], (page, signal) =>
    ask(
      'GET /payouts/comparison/people',
      {
        query: {
          month,
          ...page,
          ...(programme !== undefined && { programme }),
          ...(unit !== undefined && { unitId: Number(unit) }),
          ...(change && { change }),
          ...(q !== undefined && { q }),
        },
      },
      signal,
    ),
  );
  const signed = (vnd: string) => (BigInt(vnd) > 0n ? `+${format.vnd(vnd)}` : format.vnd(vnd));
  const person = usePersonColumns<Row>(texts);
  const column = columnsOf(format, pages.rows);
  return (
    <>
      <div className={parts['filters']}>
        <TypedFilter label={names.findName} value={q ?? ''} onChange={(text) => go({ q: text })} />
        <FilterSelect
          label={texts.compare.change}
          value={change}
          options={Object.entries(texts.compare.changes).map(([value, label]) => ({ value, label }))}
          onChange={(value) => go({ change: value as CompareSearch['change'] })}
        />
        <FilterSelect
          label={texts.programme}
          value={programme}
          options={programmes.all.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(value) => go({ programme: value })}
        />
        <FilterSelect
          label={texts.commune}
          value={unit}
          options={comparison.communes.flatMap(({ unitId, name, district }) =>
            unitId === null
              ? []
              : [{ value: String(unitId), label: [name, district].filter(Boolean).join(', ') }],
          )}
          onChange={(value) => go({ unit: value })}
        />
        <SavedFilters
          screen="compared-people"
          search={{ programme, unit, change, q }}
          onChoose={(saved) => void navigate({ search: { month, ...saved } as CompareSearch })}
        />
        <LoadAll all={pages.all} loading={pages.loadingAll} />
      </div>
      <DataGrid
        caption={texts.compare.people}
        name="compared-people"
        fileOf={texts.compare.title(format.month(month), format.month(comparison.before))}
        note={
          pages.first &&
          texts.compare.found(format.count(pages.first.total), signed(pages.first.differenceVnd))
        }
        rows={pages.rows}
        rowKey={(row) => `${row.citizenId} ${row.programme}`}
        {...(pages.first && { total: pages.first.total })}
        loading={pages.loading}
        onEnd={pages.more}
        height={520}
        {...(pages.error && { instead: <FailureNotice error={pages.error} onRetry={pages.retry} /> })}
        columns={[
          person.name,
          {
            key: 'change',
            head: texts.compare.change,
            width: 115,
            value: (row) => row.change,
            text: (row) => texts.compare.changes[row.change],
            cell: (row) => <Marked as={MARKS[row.change]}>{texts.compare.changes[row.change]}</Marked>,
          },
          { ...person.birth, hidden: 'narrow' },
          { ...cccdColumn(texts.cccd), hidden: true },
          { ...person.hamlet, hidden: true },
          { ...person.commune, width: 165, hidden: 'narrow' },
          column.text('programme', texts.programme, (row) => programmes.name(row.programme)),
          column.text('regime', texts.regime, (row) => regimeName(row.regime), { hidden: true }),
          column.vnd('before', texts.compare.beforeVnd, (row) => row.beforeVnd, {
            width: 115,
            hidden: 'narrow',
          }),
          column.vnd('now', texts.compare.nowVnd, (row) => row.nowVnd, { width: 115, hidden: 'narrow' }),
          column.vnd('difference', texts.compare.difference, (row) => row.differenceVnd, {
            width: 115,
            cell: (row) => signed(row.differenceVnd),
          }),
          column.vnd('regular', texts.compare.regularDifference, (row) => row.regularDifferenceVnd, {
            width: 130,
            hidden: true,
            cell: (row) => signed(row.regularDifferenceVnd),
          }),
        ]}
      />
    </>
  );
}

const MARKS = { new: 'good', gone: 'bad', changed: 'watch' } as const;
