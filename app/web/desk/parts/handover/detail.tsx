import { Facts, Figure, Figures } from '#kernel/web/facts.tsx';
import { Marked } from '#kernel/web/marked.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import { NotesTable } from '../notes-table.tsx';
import styles from './detail.module.css';
import { Moves } from './moves.tsx';
import type { HandoverDetail } from './queries.ts';
import { useHandPlace, useHandoverTexts, useKindNames } from './texts/texts.ts';
import { Things } from './things.tsx';
import { Trail } from './trail.tsx';

/** One handover in full: who, when, what moved between which hands, both counts, and the chain it belongs to. */
export function HandoverView({ handover }: { readonly handover: HandoverDetail }) {
  const texts = useHandoverTexts();
  const format = useFormat();
  const names = useKindNames();
  const handPlace = useHandPlace();
  const { close, counts, things, toward, trail } = handover;
  const actor =
    handover.actorKind === 'person' ? handover.actor : `${handover.actor} (${texts[handover.actorKind]})`;
  return (
    <>
      <Figures>
        <Figure
          name={texts.amount}
          value={format.vnd(handover.amountVnd)}
          unit={format.currency}
          figure="amount"
        />
        {things.count > 0 && (
          <Figure
            name={texts.things}
            value={format.count(things.count)}
            note={format.dong(things.amountVnd)}
            figure="things"
          />
        )}
        <Figure name={texts.recordedAt} value={format.moment(handover.recordedAt)} />
        <Figure name={texts.day} value={format.day(handover.businessDay)} />
      </Figures>
      <Sheet title={texts.about} note={handover.waiting && <Marked as="watch">{texts.waiting}</Marked>}>
        <Facts
          facts={[
            [texts.who, actor],
            handover.witnesses.length > 0 && [texts.witness, handover.witnesses.join(', ')],
            [texts.office, handover.office],
            [texts.occurredAt, format.moment(handover.occurredAt)],
            toward && [texts.toward, handPlace(toward)],
            handover.deviceId !== null && [texts.device, <code key="device">{handover.deviceId}</code>],
            handover.reason !== null && [texts.reason, names.reason(handover.reason)],
            [texts.id, <code key="id">{handover.id}</code>],
          ]}
        />
      </Sheet>
      {close && (
        <Sheet title={texts.close} note={format.day(close.day)}>
          <Facts
            facts={[
              [texts.book, format.dong(close.bookVnd)],
              [texts.counted, format.dong(close.countedVnd)],
              [texts.difference, format.dong(BigInt(close.countedVnd) - BigInt(close.bookVnd))],
              [texts.thingsBook, format.count(close.thingsBook)],
              [texts.thingsCounted, format.count(close.thingsCounted)],
            ]}
          />
        </Sheet>
      )}
      {handover.money.length === 0 && things.count === 0 && !close && <p>{texts.nothingMoved}</p>}
      <Moves handover={handover} />
      <div className={styles['halves']}>
        {counts.length > 0 && (
          <Sheet title={texts.notes}>
            <NotesTable
              caption={texts.notes}
              sides={counts.map(({ side, count }) => ({
                head: texts.sides[side as keyof typeof texts.sides] ?? side,
                count,
              }))}
            />
          </Sheet>
        )}
        <Trail trail={trail} here={handover.id} />
      </div>
      {things.count > 0 && <Things handover={handover} />}
    </>
  );
}
