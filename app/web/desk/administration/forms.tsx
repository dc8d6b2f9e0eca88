import { Button, FileInput } from '@mantine/core';
import { queryOptions, useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { addressOf, type Sent } from '#kernel/web/ask.ts';
import { columnsOf } from '#kernel/web/columns-of.ts';
import { DataTable } from '#kernel/web/data-table.tsx';
import { saveFile } from '#kernel/web/table-text.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { FORM_CODES, type FormCode } from '#modules/payouts/forms/shapes.ts';
import { ask, type DeskContract } from '../api.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { PapersSay } from './papers-say.tsx';
import styles from './sheets.module.css';
import { useTexts } from './texts/texts.ts';

type Layout = Sent<DeskContract['POST /payouts/form-layouts/:form']>['body']['layout'];

const layoutQuery = (form: FormCode) =>
  queryOptions({
    queryKey: ['reference', 'layout', form],
    queryFn: ({ signal }) => ask('GET /payouts/form-layouts/:form', { params: { form }, query: {} }, signal),
  });

/** The printed forms: which layout stands, since when and by what paper; a layout is a file that can be replaced from a day on. */
export function Forms({ changes }: { changes: boolean }) {
  const texts = useTexts();
  const format = useFormat();
  const layouts = useQueries({ queries: FORM_CODES.map((form) => layoutQuery(form)) });
  const [changing, setChanging] = useState<FormCode | null>(null);
  const rows = FORM_CODES.map((form, i) => ({ form, data: layouts[i]?.data }));
  type Row = (typeof rows)[number];
  const since = ({ data }: Row) =>
    data === undefined ? '…' : data.validFrom === null ? texts.builtIn : format.day(data.validFrom);
  const nextOf = ({ data }: Row) => data?.next ?? null;
  const save = ({ form, data }: Row) =>
    saveFile(JSON.stringify(data?.layout, null, 2), `${form}.json`, 'application/json');
  const column = columnsOf(format, rows);
  return (
    <div className={styles['sheets']}>
      <PapersSay changes={changes} />
      <DataTable
        caption={texts.views.forms}
        rows={rows}
        rowKey={(row) => row.form}
        columns={[
          column.text('name', texts.form, (row) => texts.forms[row.form]),
          column.text('since', texts.validFrom, since),
          {
            key: 'next',
            head: texts.nextLayout,
            value: (row) => nextOf(row)?.validFrom ?? '',
            cell: (row) => {
              const next = nextOf(row);
              return next === null ? '–' : texts.nextFrom(format.day(next.validFrom), next.legalBasis);
            },
          },
          {
            key: 'basis',
            head: texts.legalBasis,
            value: (row) => row.data?.legalBasis ?? '',
            cell: (row) => row.data?.legalBasis ?? '–',
          },
          column.acts(texts.layout, (row) => (
            <>
              <Example form={row.form} label={texts.example} />{' '}
              {nextOf(row) && (
                <Example form={row.form} label={texts.nextExample} on={nextOf(row)?.validFrom} />
              )}{' '}
              <Button size="compact-xs" variant="default" disabled={!row.data} onClick={() => save(row)}>
                {texts.saveLayout}
              </Button>{' '}
              {changes && (
                <Button size="compact-xs" variant="default" onClick={() => setChanging(row.form)}>
                  {texts.change}
                </Button>
              )}
            </>
          )),
        ]}
      />
      {changing && <ChangeLayout form={changing} onClose={() => setChanging(null)} />}
    </div>
  );
}

/** Opens a form with invented data, as it is printed on a day. */
function Example({ form, label, on }: { form: FormCode; label: string; on?: string | undefined }) {
  const query = on === undefined ? {} : { on };
  return (
    <Button
      component="a"
      size="compact-xs"
      variant="default"
      target="_blank"
      rel="noopener"
      href={addressOf('/payouts/form-layouts/:form/example', { params: { form }, query })}
    >
      {label}
    </Button>
  );
}

function ChangeLayout({ form, onClose }: { form: FormCode; onClose: () => void }) {
  const texts = useTexts();
  const [layout, setLayout] = useState<Layout | null>(null);
  const [wrong, setWrong] = useState(false);
  const read = async (file: File | null) => {
    const found = file && layoutIn(await file.text());
    setLayout(found);
    setWrong(file !== null && found === null);
  };
  return (
    <ChangeDialog
      title={texts.changeForm(texts.forms[form])}
      hint={texts.changeFormHint}
      rule={layout && { layout }}
      send={(_id, body) => ask('POST /payouts/form-layouts/:form', { params: { form }, body })}
      touches={[['reference']]}
      onClose={onClose}
    >
      <FileInput
        label={texts.layoutFile}
        accept="application/json,.json"
        required
        placeholder={texts.chooseFile}
        error={wrong ? texts.notJson : undefined}
        onChange={(file) => void read(file)}
      />
    </ChangeDialog>
  );
}

/** The layout that a file holds; null when it is no object of JSON. */
function layoutIn(text: string): Layout | null {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as Layout) : null;
  } catch {
    return null;
  }
}
