import { ActionIcon, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { fetchCode } from './fetch-code.ts';
import { CheckIcon, CopyIcon, SaveIcon, SheetIcon } from './icons.tsx';
import { sheetColumns, textsOf, type FileColumn } from './table-file.ts';
import { fileNameOf, saveFile, toCsv, toTabbed } from './table-text.ts';
import { useShared } from './texts/texts.ts';

interface Props<Row> {
  readonly name: string;
  readonly of: string | undefined;
  readonly columns: readonly FileColumn<Row>[];
  readonly rows: readonly Row[];
  /** The last row of a sheet is the row of totals. */
  readonly withTotal?: boolean;
  /** There are more rows on the server. */
  readonly partial?: boolean;
}

const SAID_FOR_MS = 3000;

/** Copies a table for a sheet, or saves it as a file. */
export function TableTools<Row>({ name, columns, rows, withTotal, partial, of }: Props<Row>) {
  const shared = useShared();
  // A file that is only the beginning of its list says so wherever it is sent.
  const fileName = fileNameOf(name, of, partial ? shared.rowsAtFirst(String(rows.length)) : '');
  const [said, setSaid] = useState<'copied' | 'copyFailed' | 'bookFailed' | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    // The clipboard is closed to pages that came by plain http from another machine.
    const done = navigator.clipboard?.writeText(toTabbed(textsOf(columns, rows)));
    setSaid(
      await (done ?? Promise.reject()).then(
        () => 'copied' as const,
        () => 'copyFailed' as const,
      ),
    );
  };
  const save = () => saveFile(toCsv(textsOf(columns, rows)), `${fileName}.csv`, 'text/csv;charset=utf-8');
  // The writer is fetched when the first file is saved: no screen needs it to open.
  const saveSheet = () =>
    fetchCode(() => import('./table-book.ts')).then(
      ({ saveBook }) =>
        saveBook(sheetColumns(columns, rows), name, withTotal ? shared.total : null, `${fileName}.xlsx`),
      () => setSaid('bookFailed'),
    );
  return (
    <span className="on-screen-only">
      <span role="status">
        {said === 'bookFailed' ? shared.bookFailed : said && <VisuallyHidden>{shared[said]}</VisuallyHidden>}
      </span>
      <ActionIcon
        variant="subtle"
        color="gray.7"
        title={said === null || said === 'bookFailed' ? shared.copy : shared[said]}
        aria-label={shared.copyOf(name)}
        onClick={() => void copy()}
      >
        {said === 'copied' ? <CheckIcon /> : <CopyIcon />}
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray.7"
        title={shared.csv}
        aria-label={shared.csvOf(name)}
        onClick={save}
      >
        <SaveIcon />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray.7"
        title={shared.xlsx}
        aria-label={shared.xlsxOf(name)}
        onClick={() => void saveSheet()}
      >
        <SheetIcon />
      </ActionIcon>
    </span>
  );
}
