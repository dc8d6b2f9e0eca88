import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { HandoverLink } from '../parts/handover/link.tsx';
import { useHandName } from '../parts/handover/texts/texts.ts';
import { NotesTable } from '../parts/notes-table.tsx';
import sides from '../parts/sides.module.css';
import styles from './page.module.css';
import type { CaseDetail } from './queries.ts';
import { useTexts } from './texts/texts.ts';

/** What both sides say, side by side, each leading to its handover; and the notes where both wrote them down. */
export function Evidence({ found }: { readonly found: CaseDetail }) {
  const texts = useTexts();
  const format = useFormat();
  const handName = useHandName();
  const withNotes = found.sides.filter(({ count }) => Object.keys(count).length > 0);
  return (
    <Sheet title={texts.evidence} note={texts.evidenceNote} hint={texts.evidenceHint}>
      <div className={sides['sides']}>
        {found.sides.map((side) => (
          <div key={side.side} className={sides['side']}>
            <span className={styles['quiet']}>{texts.sides[side.side]}</span>
            <strong data-figure={`side-${side.side}`}>{format.vnd(side.amountVnd)}</strong>
            {side.things > 0 && (
              <span>
                {texts.things}: {format.count(side.things)}
              </span>
            )}
            <p>
              {side.by}
              {side.hand !== null && `, ${handName(side.hand)}`}
            </p>
            <HandoverLink id={side.handoverId}>{format.moment(side.at)}</HandoverLink>
          </div>
        ))}
      </div>
      {withNotes.length > 0 && (
        <NotesTable
          caption={texts.notes}
          sides={withNotes.map((side) => ({ head: texts.sides[side.side], count: side.count }))}
        />
      )}
      {withNotes.length < found.sides.length && <p className={styles['quiet']}>{texts.noNotes}</p>}
    </Sheet>
  );
}
