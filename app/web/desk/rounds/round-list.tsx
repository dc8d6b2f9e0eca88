import { useState } from 'react';
import { Marked } from '#kernel/web/marked.tsx';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Drawn, Judged } from '#modules/rounds/rules/day.ts';
import type { Moving } from './board.tsx';
import styles from './board.module.css';
import { Breaches } from './breaches.tsx';
import { colourOf } from './colours.ts';
import type { DayReply, StopOfDay } from './queries.ts';
import { dropping, StopRow } from './stop-row.tsx';
import { useTexts } from './texts/texts.ts';
import { timeText, useMeasures } from './use-measures.ts';

interface Props {
  readonly n: number;
  readonly data: DayReply;
  readonly round: Drawn;
  readonly judged: Judged;
  readonly stops: readonly StopOfDay[];
  readonly moving: Moving;
}

/** One payer's round: what it comes to, which limits it breaks, and its visits in order. */
export function RoundList({ n, data, round, judged, stops, moving }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const { km, hours, clock } = useMeasures();
  const [over, setOver] = useState(false);
  const nameOf = (id: string | null) => data.payers.find((payer) => payer.id === id)?.name;
  const payer = nameOf(round.payerId) ?? '';
  const partner = nameOf(round.partnerId);
  const { timetable, amountVnd, capacityVnd, distanceM } = judged;
  const away = timetable.endS - timetable.startS;
  return (
    <Sheet
      title={partner ? texts.roundOfTwo(n + 1, payer, partner) : texts.roundOf(n + 1, payer)}
      note={
        stops.length === 0
          ? texts.emptyRound
          : texts.roundNote(stops.length, km(distanceM), hours(away), clock(timetable.endS))
      }
      tools={<RoundMark n={n} />}
      flush
    >
      <div
        className={styles['round']}
        data-round={round.payerId}
        data-over={over || undefined}
        {...dropping(moving, round.payerId, undefined, setOver)}
      >
        <p className={styles['load']} data-full={amountVnd > capacityVnd || undefined}>
          {texts.load(format.vnd(amountVnd), format.vnd(capacityVnd))}
        </p>
        <Breaches data={data} breaches={judged.breaches} />
        <ol className={styles['stops']}>
          {stops.map((stop, i) => {
            const visit = timetable.visits[i];
            const familiar = stop.paidLastBy;
            const other = familiar && nameOf(familiar.id) !== undefined && familiar.id !== round.payerId;
            const late = judged.breaches.some(
              (breach) => 'citizenId' in breach && breach.citizenId === stop.citizenId,
            );
            return (
              <StopRow
                key={stop.citizenId}
                stop={stop}
                payerId={round.payerId}
                at={i}
                moving={moving}
                lead={
                  <>
                    {i + 1}
                    <small>{visit ? clock(visit.beginS) : ''}</small>
                  </>
                }
                note={
                  <>
                    {late && <Marked as="bad">{texts.breaks}</Marked>}
                    {stop.window && (
                      <span>
                        {texts.atHome(timeText(stop.window.fromMinute), timeText(stop.window.toMinute))}
                      </span>
                    )}
                    {other && <span>{texts.knows(familiar.name)}</span>}
                    {stop.heldBy && <span>{texts.inBag}</span>}
                    {stop.coming && <span>{texts.coming}</span>}
                    {stop.payOn < data.day && <span>{texts.since(format.dayShort(stop.payOn))}</span>}
                  </>
                }
              />
            );
          })}
        </ol>
      </div>
    </Sheet>
  );
}

/** The round's colour on the map; its number says the same. */
export function RoundMark({ n }: { n: number }) {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="9" fill={colourOf(n)} />
      <text x="10" y="14" textAnchor="middle" fontSize="11" fill="#fff">
        {n + 1}
      </text>
    </svg>
  );
}
