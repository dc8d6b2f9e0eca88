import { useState } from 'react';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataGrid } from '#kernel/web/data-grid.tsx';
import { useLanguage } from '#kernel/web/language.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { heldBy } from '#modules/payouts/lists/texts/held-by.ts';
import { calledFact } from '#places/offices/called.ts';
import type { Finding } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import { findingName } from './finding-names.ts';
import styles from './check.module.css';

interface Props {
  readonly findings: readonly Finding[];
  /** How many there are in all: a report carries the first thousand. */
  readonly total: number;
  readonly fileOf: string;
}

/** What is wrong or doubtful, by kind and one by one: where, what stands there, what was expected, what to do. */
export function Findings({ findings, total, fileOf }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const { language } = useLanguage();
  const [kindShown, setKindShown] = useState<string | null>(null);
  const kinds = [...Map.groupBy(findings, ({ code, severity }) => `${severity} ${code}`)].toSorted(
    ([a, one], [b, two]) => a.slice(0, 5).localeCompare(b.slice(0, 5)) || two.length - one.length,
  );
  const rows = findings
    .filter(({ code, severity }) => kindShown === null || kindShown === `${severity} ${code}`)
    .map((finding, i) => ({ ...finding, key: String(i) }));
  const severityOf = ({ severity }: Finding) => (severity === 'error' ? texts.error : texts.warning);
  const foundIn = ({ code, found }: Finding) =>
    found !== null && code === 'month_mismatch' ? format.month(found) : (found ?? '');
  const expectedIn = ({ code, expected }: Finding) => {
    if (expected === null) return '';
    if (code === 'voucher_on_the_way') return calledFact(language, heldBy(expected));
    if (code === 'month_mismatch') return format.month(expected);
    return code === 'citizen_dead' ? format.day(expected) : expected;
  };
  const column = columnsOf(format, rows);
  return (
    <>
      <div className={styles['kinds']}>
        <button type="button" aria-pressed={kindShown === null} onClick={() => setKindShown(null)}>
          {texts.check.allKinds} ({format.count(findings.length)})
        </button>
        {kinds.map(([kind, own]) => (
          <button
            key={kind}
            type="button"
            aria-pressed={kindShown === kind}
            onClick={() => setKindShown(kind)}
          >
            {findingName(kind.split(' ')[1] ?? '', language)} ({format.count(own.length)})
          </button>
        ))}
      </div>
      <DataGrid
        caption={texts.check.findings}
        note={total > findings.length ? texts.check.firstFindings(format.count(findings.length)) : undefined}
        name="list-findings"
        fileOf={fileOf}
        rows={rows}
        rowKey={(row) => row.key}
        height={Math.min(420, 40 + rows.length * 32)}
        columns={[
          {
            key: 'severity',
            head: texts.severity,
            width: 120,
            value: (row) => row.severity,
            text: severityOf,
            cell: (row) => <Marked as={row.severity === 'error' ? 'bad' : 'watch'}>{severityOf(row)}</Marked>,
          },
          column.text('sheet', texts.check.sheet, (row) => row.sheet, { width: 120 }),
          column.figure('row', texts.row, (row) => row.row, { width: 80, cell: (row) => row.row ?? '–' }),
          {
            key: 'column',
            head: texts.column,
            width: 160,
            value: (row) => row.column ?? '',
            text: (row) => [row.column, row.head].filter(Boolean).join(' – '),
            cell: (row) => [row.column, row.head].filter(Boolean).join(' – ') || '–',
          },
          column.text('kind', texts.check.kindOfFinding, (row) => findingName(row.code, language), {
            width: 190,
          }),
          {
            key: 'found',
            head: texts.check.inFile,
            width: 150,
            value: foundIn,
            cell: (row) => foundIn(row) || '–',
          },
          {
            key: 'expected',
            head: texts.check.expected,
            width: 150,
            value: expectedIn,
            cell: (row) => expectedIn(row) || '–',
          },
          {
            key: 'says',
            head: texts.check.says,
            width: 620,
            value: (row) => row[language],
            cell: (row) => <span title={row[language]}>{row[language]}</span>,
          },
        ]}
      />
    </>
  );
}
