import { type Count, countedVnd, DENOMINATIONS_VND } from '#kernel/words/money.ts';
import { useShared } from '#kernel/web/texts/texts.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import styles from './notes-table.module.css';

interface Props {
  readonly caption: string;
  readonly sides: readonly { readonly head: string; readonly count: Count }[];
}

/** Notes side by side: what one wrote down and what the other counted. */
export function NotesTable({ caption, sides }: Props) {
  const shared = useShared();
  const format = useFormat();
  const notes = DENOMINATIONS_VND.filter((note) => sides.some(({ count }) => (count[note] ?? 0) > 0));
  return (
    <table className={styles['notes']}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{shared.note}</th>
          {sides.map(({ head }) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {notes.map((note) => {
          const pieces = sides.map(({ count }) => count[note] ?? 0);
          return (
            <tr key={note} data-differs={new Set(pieces).size > 1 || undefined}>
              <th scope="row">{format.count(note)}</th>
              {sides.map(({ head }, i) => (
                <td key={head}>{format.count(pieces[i] ?? 0)}</td>
              ))}
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{shared.total}</th>
          {sides.map(({ head, count }) => (
            <td key={head}>{format.vnd(countedVnd(count))}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}
