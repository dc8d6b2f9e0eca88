import { ActionIcon, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { CheckIcon, CopyIcon, SaveIcon, SheetIcon } from './icons.tsx';
import { saveBook } from './table-book.ts';
import { saveFile, toCsv, toTabbed } from './table-text.ts';
import { useShared } from './texts/texts.ts';

interface Props {
  readonly name: string;
  readonly fileName: string;
  readonly cells: () => readonly (readonly string[])[];
}

const SAID_FOR_MS = 3000;

/** Copies a table for a sheet, or saves it as a file. */
export function TableTools({ name, fileName, cells }: Props) {
  const shared = useShared();
  const [said, setSaid] = useState<'copied' | 'copyFailed' | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const copy = async () => {
    // The clipboard is closed to pages that came by plain http from another machine.
    const done = navigator.clipboard?.writeText(toTabbed(cells()));
    setSaid(
      await (done ?? Promise.reject()).then(
        () => 'copied' as const,
        () => 'copyFailed' as const,
      ),
    );
  };
  const save = () => saveFile(toCsv(cells()), `${fileName}.csv`, 'text/csv;charset=utf-8');
  return (
    <span className="on-screen-only">
      <span role="status">{said && <VisuallyHidden>{shared[said]}</VisuallyHidden>}</span>
      <ActionIcon
        variant="subtle"
        color="gray.7"
        title={said === null ? shared.copy : shared[said]}
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
        onClick={() => void saveBook(cells(), name, `${fileName}.xlsx`)}
      >
        <SheetIcon />
      </ActionIcon>
    </span>
  );
}
