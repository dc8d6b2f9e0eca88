import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fitInto } from '#kernel/web/projection.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { type Day, firstDayOf } from '#kernel/words/day.ts';
import { cornersOf, nameOf, onAreas } from '../../parts/communes/areas.ts';
import { placed as placedCommunes } from '../../parts/communes/circles.ts';
import { boundariesQuery, overviewQuery } from '../../queries.ts';
import type { Plan, PlanOffice } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import styles from './calendar.module.css';
import { CommuneGround } from './commune-ground.tsx';
import { daysOf, type Load, NO_LOAD, sumLoads } from './loads.ts';

interface Props {
  readonly plan: Plan;
  readonly month: string;
  readonly officeId: string;
  readonly offices: readonly PlanOffice[];
  readonly loads: ReadonlyMap<string, Load>;
}

const SIZE = { width: 720, height: 440, margin: 28 };
const LARGEST = 22;

/**
 * The offices where they stand, each circle's area the people of a day or of the month; the grid holds the same figures. Under
 * them lie the communes they serve: their borders, or a ring at the centre of one whose border is not known.
 */
export function PlanMap({ plan, month, officeId, offices, loads }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [day, setDay] = useState<Day | ''>('');
  const [pointed, setPointed] = useState<string | number | null>(null);
  const boundaries = useQuery(boundariesQuery(firstDayOf(month)));
  const overview = useQuery(overviewQuery(month, officeId));
  const { areas, left } = onAreas(
    overview.data?.communes ?? [],
    boundaries.data ?? { areas: [], covered: [] },
  );
  const centres = placedCommunes(left);
  const days = day === '' ? daysOf(plan) : [day];
  const placed = offices.flatMap((office) => {
    const { lat, lon } = office;
    if (lat === null || lon === null) return [];
    const load = sumLoads(days.map((each) => loads.get(`${office.id} ${each}`) ?? NO_LOAD));
    return load.people === 0 ? [] : [{ office, lat, lon, load }];
  });
  const project = fitInto(SIZE, [...areas.flatMap(cornersOf), ...centres, ...placed]);
  const most = Math.max(1, ...placed.map(({ load }) => load.people));
  const circles = placed
    .map(({ office, lat, lon, load }) => ({
      office,
      load,
      ...project({ lat, lon }),
      r: Math.max(4, LARGEST * Math.sqrt(load.people / most)),
      over: day !== '' && office.dayLimit !== null && load.people > office.dayLimit,
    }))
    .sort((a, b) => b.r - a.r);
  const shown = circles.find(({ office }) => office.id === pointed);
  const commune = [...areas, ...left].find(({ unitId }) => unitId === pointed);
  return (
    <figure className={styles['map']}>
      <NativeSelect
        size="xs"
        aria-label={texts.calendar.mapDay}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
        data={[
          { value: '', label: texts.calendar.wholeMonth },
          ...daysOf(plan).map((each) => ({ value: each, label: format.day(each) })),
        ]}
      />
      <svg
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={texts.calendar.mapOf(
          format.count(circles.length),
          format.count(areas.length),
          format.count(centres.length),
        )}
        onPointerLeave={() => setPointed(null)}
      >
        <CommuneGround areas={areas} centres={centres} project={project} size={SIZE} onPoint={setPointed} />
        {circles.map(({ office, x, y, r, over }) => (
          <circle
            key={office.id}
            cx={x}
            cy={y}
            r={r}
            data-over={over}
            data-pointed={office.id === pointed}
            onPointerEnter={() => setPointed(office.id)}
            onPointerDown={() => setPointed(office.id)}
            className={styles['load']}
          />
        ))}
      </svg>
      <figcaption className={styles['quiet']}>
        {shown ? (
          texts.calendar.cell(
            shown.office.name,
            day === '' ? texts.calendar.wholeMonth : format.day(day),
            format.count(shown.load.people),
            format.vnd(shown.load.vnd),
            shown.over ? texts.calendar.over : '',
          )
        ) : commune ? (
          texts.calendar.communeDue(nameOf(commune), format.vnd(commune.dueVnd))
        ) : (
          <span className="on-screen-only">{texts.calendar.mapPoint}</span>
        )}{' '}
        {offices.length > circles.length &&
          texts.calendar.noPlace(format.count(offices.length - circles.length))}
      </figcaption>
    </figure>
  );
}
