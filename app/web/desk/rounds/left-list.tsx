import { useMemo, useState } from 'react';
import { Sheet } from '#kernel/web/sheet.tsx';
import { useShared } from '#kernel/web/texts/texts.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { problemOf } from '#modules/rounds/rules/day.ts';
import { whyUnassigned } from '#modules/rounds/solve/why-unassigned.ts';
import type { Moving } from './board.tsx';
import styles from './board.module.css';
import { dayOf, type Draft } from './draft.ts';
import type { DayReply, Why } from './queries.ts';
import { dropping, StopRow } from './stop-row.tsx';
import { useTexts } from './texts/texts.ts';

interface Props {
  readonly data: DayReply;
  readonly draft: Draft;
  readonly left: DayReply['stops'];
  readonly moving: Moving;
}

/** Whom nobody visits, each with the reason: what hinders even the best payer, or that the day is full. */
export function LeftList({ data, draft, left, moving }: Props) {
  const texts = useTexts();
  const shared = useShared();
  const format = useFormat();
  const [over, setOver] = useState(false);
  const planned = draft.some(({ stops }) => stops.length > 0);
  const whyOf = useWhys(data, draft, left);
  return (
    <Sheet
      title={texts.leftTitle}
      note={
        left.length === 0 ? texts.everybody : `${texts.people(format.count(left.length))} · ${shared.inDong}`
      }
      flush
    >
      <div
        className={styles['round']}
        data-round="left"
        data-over={over || undefined}
        {...dropping(moving, null, undefined, setOver)}
      >
        {left.length === 0 && <p className={`${styles['none']} on-screen-block`}>{texts.dropToLeave}</p>}
        <ul className={styles['stops']}>
          {left.map((stop, i) => {
            const why = whyOf(stop.citizenId);
            return (
              <StopRow
                key={stop.citizenId}
                stop={stop}
                payerId={null}
                at={i}
                moving={moving}
                lead="–"
                note={
                  <>
                    {stop.closed ? (
                      <span>{texts.whys['closed-road']}</span>
                    ) : why !== null && (planned || why !== 'no-room') ? (
                      <span>{texts.whys[why]}</span>
                    ) : null}
                    {stop.paidLastBy && <span>{texts.knows(stop.paidLastBy.name)}</span>}
                    {stop.payOn < data.day && <span>{texts.since(format.dayShort(stop.payOn))}</span>}
                  </>
                }
              />
            );
          })}
        </ul>
      </div>
    </Sheet>
  );
}

/** Why each of these is not visited, worked out anew when the rounds change. */
function useWhys(data: DayReply, draft: Draft, left: DayReply['stops']): (citizenId: string) => Why | null {
  const whys = useMemo(() => {
    const problem = problemOf(dayOf(data), draft);
    const asked = new Set(left.map(({ citizenId }) => citizenId));
    const stops = problem.stops.filter(({ id }) => asked.has(id));
    return new Map(stops.map((stop) => [stop.id, whyUnassigned(problem, stop)]));
  }, [data, draft, left]);
  return (citizenId) => whys.get(citizenId) ?? null;
}
