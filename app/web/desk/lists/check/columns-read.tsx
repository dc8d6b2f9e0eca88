import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newId } from '#kernel/words/id.ts';
import { FailureNotice } from '#kernel/web/notice.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { ask } from '../../api.ts';
import { type Check, type CheckedSheet, checkQuery } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import styles from './check.module.css';
import { fieldNames, type ListField } from './field-names.ts';
import { useLanguage } from '#kernel/web/language.tsx';

/** Field to letters. */
type Mapping = Readonly<Record<string, string>>;
/** Letters to field; empty for a column that is not used. */
type ByHand = Readonly<Record<string, string>>;

/** The first rows as they stand in the file, with what each column was taken for; another reading can be asked for. */
export function ColumnsRead({ check, mayChange }: { check: Check; mayChange: boolean }) {
  const texts = useTexts();
  const format = useFormat();
  const { sheets } = check.report;
  const [name, setName] = useState(sheets[0]?.sheet ?? '');
  // Where no head was found, what was named by hand is all there is to go on from.
  const [given, setGiven] = useState<ByHand>(
    sheets[0]?.headRow === null ? byLetters(check.mapping ?? {}) : {},
  );
  const sheet = sheets.find((each) => each.sheet === name) ?? sheets[0];
  const again = useCheckAgain(check);
  if (sheet === undefined) return null;
  const read = mappingOf(sheet);
  const mapping = withHand(read, given);
  const changed = Object.keys({ ...mapping, ...read }).filter((field) => mapping[field] !== read[field]);
  const assign = (letters: string, field: string) => setGiven((now) => ({ ...now, [letters]: field }));
  const send = () => {
    const gone = Object.keys(read).filter((field) => mapping[field] === undefined);
    again.mutate({ ...mapping, ...Object.fromEntries(gone.map((field) => [field, ''])) });
  };
  return (
    <Sheet title={texts.check.columns} note={texts.check.columnsNote}>
      <div className={styles['stack']}>
        <div className={styles['sheetbar']}>
          {sheets.length > 1 && (
            <NativeSelect
              size="xs"
              aria-label={texts.check.sheet}
              value={sheet.sheet}
              data={sheets.map((each) => each.sheet)}
              onChange={(event) => {
                setName(event.currentTarget.value);
                setGiven({});
              }}
            />
          )}
          <span className={styles['quiet']}>
            {sheet.headRow === null
              ? texts.check.noHeadHint
              : texts.check.headAt(format.count(sheet.headRow))}
          </span>
          {check.mapping && <span className={styles['quiet']}>{texts.check.byHand}</span>}
        </div>
        <Opening
          sheet={sheet}
          mapping={mapping}
          changed={new Set(changed)}
          onAssign={mayChange ? assign : null}
        />
        {mayChange && (
          <div className={styles['sheetbar']}>
            <Button size="xs" disabled={changed.length === 0} loading={again.isPending} onClick={send}>
              {texts.check.lookAgain}
            </Button>
            {changed.length > 0 && (
              <Button size="xs" variant="default" onClick={() => setGiven({})}>
                {texts.check.undoColumns}
              </Button>
            )}
            <span className={styles['quiet']}>{texts.check.remembered}</span>
          </div>
        )}
        {again.error && <FailureNotice error={again.error} />}
      </div>
    </Sheet>
  );
}

function useCheckAgain(check: Check) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (mapping: Mapping) =>
      ask('POST /payouts/list-checks/:checkId/mapping', {
        params: { checkId: check.id },
        body: { id: newId(), mapping },
      }),
    onSuccess: async (next) => {
      queries.setQueryData(checkQuery(next.id).queryKey, next);
      await navigate({ to: '/lists/checks/$checkId', params: { checkId: next.id } });
    },
  });
}

/** Field to letters, as a sheet was read. */
function mappingOf(sheet: CheckedSheet): Mapping {
  return Object.fromEntries(
    sheet.columns.flatMap(({ field, letters }) => (field === null ? [] : [[field, letters]])),
  );
}

const byLetters = (mapping: Mapping): ByHand =>
  Object.fromEntries(
    Object.entries(mapping).flatMap(([field, letters]) => (letters === '' ? [] : [[letters, field]])),
  );

/** A field is of one column: one chosen by hand is taken from where it was read, as long as it stands there. */
function withHand(read: Mapping, given: ByHand): Mapping {
  const chosen = Object.entries(given).flatMap(([letters, field]) =>
    field === '' ? [] : [[field, letters]],
  );
  const left = Object.entries(read).filter(([, letters]) => given[letters] === undefined);
  return { ...Object.fromEntries(left), ...Object.fromEntries(chosen) };
}

interface OpeningProps {
  readonly sheet: CheckedSheet;
  readonly mapping: Mapping;
  readonly changed: ReadonlySet<string>;
  readonly onAssign: ((letters: string, field: string) => void) | null;
}

function Opening({ sheet, mapping, changed, onAssign }: OpeningProps) {
  const texts = useTexts();
  const { language } = useLanguage();
  const names = fieldNames[language];
  const options = Object.entries(names).map(([value, label]) => ({ value, label }));
  const at = new Map(Object.entries(mapping).map(([field, letters]) => [letters, field as ListField]));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reached by keyboard
    <div className={styles['wide']} tabIndex={0} role="group" aria-label={texts.check.columns}>
      <table>
        <thead>
          <tr>
            <th scope="col">{texts.row}</th>
            {sheet.columns.map(({ letters }) => {
              const field = at.get(letters);
              return (
                <th
                  key={letters}
                  scope="col"
                  className={(field !== undefined && changed.has(field) && styles['changed']) || ''}
                >
                  <div>{letters}</div>
                  {onAssign ? (
                    <NativeSelect
                      size="xs"
                      aria-label={texts.check.fieldOf(letters)}
                      value={field ?? ''}
                      data={[{ value: '', label: texts.check.ignored }, ...options]}
                      onChange={(event) => onAssign(letters, event.currentTarget.value)}
                    />
                  ) : (
                    <div>{field === undefined ? texts.check.ignored : names[field]}</div>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sheet.opening.map(({ row, cells }) => (
            <tr key={row} data-head={row === sheet.headRow}>
              <th scope="row">{row}</th>
              {sheet.columns.map(({ letters }, i) => (
                <td key={letters}>{cells[i] ?? ''}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
