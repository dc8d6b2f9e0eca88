import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { type Count, countedVnd, DENOMINATIONS_VND, fewestNotes } from '#kernel/words/money.ts';
import { Marked } from '../marked.tsx';
import { useShared } from '../texts/texts.ts';
import { useFormat } from '../use-format.ts';
import styles from './count-field.module.css';

interface Props {
  readonly label: string;
  readonly value: Count;
  readonly onChange: (count: Count) => void;
  /** What the count should come to; the difference is said at once. Without it nothing is compared (a blind count). */
  readonly expectedVnd?: bigint;
  /** Notes that make the sum out of what is there; null where none do. Without it the fewest notes are offered. */
  readonly suggested?: Count | null;
  readonly disabled?: boolean;
}

/** The smallest note that is still handed out in these sums; smaller ones are asked for, or shown where they were counted. */
const SMALLEST_SHOWN_VND = 1000;

/** Cash by denomination: Enter and the arrows walk the notes, the sum and its difference stand below. */
export function CountField({ label, value, onChange, expectedVnd, suggested, disabled = false }: Props) {
  const shared = useShared();
  const format = useFormat();
  const id = useId();
  const body = useRef<HTMLTableSectionElement>(null);
  const [all, setAll] = useState(false);
  const notes = DENOMINATIONS_VND.filter(
    (note) => all || note >= SMALLEST_SHOWN_VND || (value[note] ?? 0) > 0,
  );
  const totalVnd = countedVnd(value);
  const put = (note: number, text: string) => {
    const pieces = Number(text.replace(/\D/g, '').slice(0, 6));
    const { [note]: _gone, ...others } = value;
    onChange(pieces > 0 ? { ...others, [note]: pieces } : others);
  };
  return (
    <fieldset className={styles['count']} aria-labelledby={id} disabled={disabled}>
      <div className={styles['head']}>
        <span id={id}>{label}</span>
        {expectedVnd !== undefined && (
          <Button
            size="compact-xs"
            variant="subtle"
            disabled={suggested === null}
            onClick={() => onChange(suggested ?? fewestNotes(expectedVnd).count)}
          >
            {suggested === undefined ? shared.fewest : shared.suggested}
          </Button>
        )}
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">{shared.note}</th>
            <th scope="col">{shared.pieces}</th>
            <th scope="col">
              {shared.value} ({format.currency})
            </th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={(event) => walk(event, body.current)}>
          {notes.map((note) => (
            <tr key={note}>
              <th scope="row">{format.count(note)}</th>
              <td>
                <TextInput
                  size="xs"
                  inputMode="numeric"
                  autoComplete="off"
                  aria-label={`${shared.pieces} ${format.count(note)}`}
                  value={value[note] === undefined ? '' : String(value[note])}
                  onFocus={(event) => event.currentTarget.select()}
                  onChange={(event) => put(note, event.currentTarget.value)}
                />
              </td>
              <td>{value[note] === undefined ? '' : format.vnd(BigInt(note) * BigInt(value[note]))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {shared.counted}
            </th>
            <td>{format.vnd(totalVnd)}</td>
          </tr>
        </tfoot>
      </table>
      {notes.length < DENOMINATIONS_VND.length && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {shared.smallNotes}
        </Button>
      )}
      {expectedVnd !== undefined && (
        <p className={styles['difference']} role="status">
          <span>
            {shared.expected}: {format.dong(expectedVnd)}
          </span>
          <Difference by={totalVnd - expectedVnd} />
        </p>
      )}
    </fieldset>
  );
}

function Difference({ by }: { by: bigint }) {
  const shared = useShared();
  const format = useFormat();
  if (by === 0n) return <Marked as="good">{shared.fits}</Marked>;
  return (
    <Marked as="bad">
      {by > 0n ? shared.over : shared.short} {format.dong(by > 0n ? by : -by)}
    </Marked>
  );
}

/** Up, down and Enter go from note to note. Enter on the last one falls through to the form. */
function walk(event: KeyboardEvent, body: HTMLElement | null): void {
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' || event.key === 'Enter' ? 1 : 0;
  if (step === 0 || body === null) return;
  const fields = [...body.querySelectorAll('input')];
  const next = fields[fields.indexOf(event.target as HTMLInputElement) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
