import { Figure, Figures } from '#kernel/web/facts.tsx';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Judged } from '#modules/rounds/rules/day.ts';
import styles from './page.module.css';
import type { DayReply } from './queries.ts';
import { useTexts } from './texts/texts.ts';
import { useMeasures } from './use-measures.ts';

interface Props {
  readonly data: DayReply;
  readonly judged: readonly Judged[];
  readonly left: DayReply['stops'];
}

/** What the rounds come to together; it changes with every stop that is moved. */
export function Totals({ data, judged, left }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const { km, hours } = useMeasures();
  const rounds = judged.filter(({ timetable }) => timetable.visits.length > 0);
  const amountVnd = rounds.reduce((sum, each) => sum + each.amountVnd, 0n);
  const leftVnd = left.reduce((sum, each) => sum + BigInt(each.amountVnd), 0n);
  const away = rounds.reduce((sum, { timetable }) => sum + timetable.endS - timetable.startS, 0);
  const unfamiliar = rounds.reduce((sum, each) => sum + each.unfamiliar, 0);
  return (
    <section className={styles['totals']} aria-label={texts.totals}>
      <Figures>
        <Figure
          name={texts.visits}
          figure="visits"
          value={texts.ofAll(format.count(data.stops.length - left.length), format.count(data.stops.length))}
          note={texts.inRounds(rounds.length)}
        />
        <Figure name={texts.money} figure="money" value={format.vnd(amountVnd)} unit={format.currency} />
        <Figure
          name={texts.distance}
          figure="distance"
          value={km(rounds.reduce((sum, each) => sum + each.distanceM, 0))}
          note={data.ways.by === 'road' ? texts.byRoad : texts.byDistance}
        />
        <Figure
          name={texts.away}
          figure="hours"
          value={hours(away)}
          note={
            rounds.length === 0
              ? texts.nobodyGoes
              : unfamiliar === 0
                ? texts.allFamiliar
                : texts.unfamiliar(format.count(unfamiliar))
          }
        />
        <Figure
          name={texts.notVisited}
          figure="left"
          value={format.count(left.length)}
          note={left.length === 0 ? texts.everybody : format.dong(leftVnd)}
        />
      </Figures>
      {data.ways.why && <p className={styles['quiet']}>{texts.noRoads[data.ways.why]}</p>}
    </section>
  );
}
