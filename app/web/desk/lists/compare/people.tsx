import { NativeSelect } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { SavedFilters } from '#kernel/web/saved-filters.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../../api.ts';
import { useBirthText } from '../../parts/birth-text.ts';
import { LoadAll } from '../../parts/load-all.tsx';
import parts from '../../parts/parts.module.css';
import { useProgrammes } from '../../parts/programmes.ts';
import { useParts } from '../../parts/texts/texts.ts';
import { TypedFilter } from '../../parts/typed-filter.tsx';
import { usePages } from '../../parts/use-pages.ts';
import type { Comparison } from '../queries.ts';
import type { CompareSearch } from '../search.ts';
import { useTexts } from '../texts/texts.ts';

/** Everybody who is new, gone or changed, as the filters in the address leave them. */
export function ComparedPeople({ month, comparison }: { month: string; comparison: Comparison }) {
  const texts = useTexts();
  const names = useParts();
  const format = useFormat();
  const birthText = useBirthText();
  const programmes = useProgrammes();
  const search = useSearch({ from: '/frame/lists/compare' });
  const navigate = useNavigate({ from: '/lists/compare' });
  const { programme, unit, change, q } = search;
  const go = (next: Partial<CompareSearch>) =>
    void navigate({
      search: (now) => {
        const all = Object.entries({ ...now, ...next }).filter(
          ([, value]) => value !== undefined && value !== '',
        );
        return Object.fromEntries(all) as CompareSearch;
      },
      replace: true,
      resetScroll: false,
    });
  const pages = usePages(['payouts', 'compared', month, programme, unit, change, q], (after, signal) =>
    ask(
      'GET /payouts/comparison/people',
      {
        query: {
          month,
          limit: 200,
          ...(programme !== undefined && { programme }),
          ...(unit !== undefined && { unitId: Number(unit) }),
          ...(change && { change }),
          ...(q !== undefined && { q }),
          ...(after !== undefined && { after }),
        },
      },
      signal,
    ),
  );
  const signed = (vnd: string) => (BigInt(vnd) > 0n ? `+${format.vnd(vnd)}` : format.vnd(vnd));
  const select = (
    label: string,
    key: 'programme' | 'unit' | 'change',
    options: readonly { value: string; label: string }[],
  ) => (
    <NativeSelect
      size="xs"
      aria-label={label}
      value={search[key] ?? ''}
      data={[{ value: '', label: `${label}: ${names.all.toLowerCase()}` }, ...options]}
      onChange={(event) => go({ [key]: event.currentTarget.value } as Partial<CompareSearch>)}
    />
  );
  return (
    <>
      <div className={parts['filters']}>
        <TypedFilter label={names.findName} value={q ?? ''} onChange={(text) => go({ q: text })} />
        {select(
          texts.compare.change,
          'change',
          Object.entries(texts.compare.changes).map(([value, label]) => ({ value, label })),
        )}
        {select(
          texts.programme,
          'programme',
          programmes.all.map(({ code, name }) => ({ value: code, label: name })),
        )}
        {select(
          texts.commune,
          'unit',
          comparison.communes.flatMap(({ unitId, name, district }) =>
            unitId === null
              ? []
              : [{ value: String(unitId), label: [name, district].filter(Boolean).join(', ') }],
          ),
        )}
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
        fileName={`thay-doi-${month}`}
        note={
          pages.first &&
          texts.compare.found(format.count(pages.first.total), signed(pages.first.differenceVnd))
        }
        rows={pages.rows}
        rowKey={(row) => `${row.citizenId} ${row.programme}`}
        {...(pages.first && { total: pages.first.total })}
        onEnd={pages.more}
        height={520}
        {...(pages.error && { instead: <FailureNotice error={pages.error} onRetry={pages.retry} /> })}
        columns={[
          {
            key: 'name',
            head: texts.fullName,
            width: 170,
            value: (row) => row.fullName,
            cell: (row) => row.fullName,
          },
          {
            key: 'change',
            head: texts.compare.change,
            width: 115,
            value: (row) => row.change,
            text: (row) => texts.compare.changes[row.change],
            cell: (row) => <Marked as={MARKS[row.change]}>{texts.compare.changes[row.change]}</Marked>,
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
            hidden: true,
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
            width: 165,
            value: (row) => row.commune ?? '',
            cell: (row) => row.commune ?? '–',
          },
          {
            key: 'programme',
            head: texts.programme,
            value: (row) => programmes.name(row.programme),
            cell: (row) => programmes.name(row.programme),
          },
          {
            key: 'regime',
            head: texts.regime,
            hidden: true,
            value: (row) => row.regime,
            cell: (row) => row.regime,
          },
          {
            key: 'before',
            head: texts.compare.beforeVnd,
            width: 115,
            align: 'end',
            value: (row) => BigInt(row.beforeVnd),
            cell: (row) => format.vnd(row.beforeVnd),
          },
          {
            key: 'now',
            head: texts.compare.nowVnd,
            width: 115,
            align: 'end',
            value: (row) => BigInt(row.nowVnd),
            cell: (row) => format.vnd(row.nowVnd),
          },
          {
            key: 'difference',
            head: texts.compare.difference,
            width: 115,
            align: 'end',
            value: (row) => BigInt(row.differenceVnd),
            cell: (row) => signed(row.differenceVnd),
          },
          {
            key: 'regular',
            head: texts.compare.regularDifference,
            width: 130,
            hidden: true,
            align: 'end',
            value: (row) => BigInt(row.regularDifferenceVnd),
            cell: (row) => signed(row.regularDifferenceVnd),
          },
        ]}
      />
    </>
  );
}

const MARKS = { new: 'good', gone: 'bad', changed: 'watch' } as const;
