import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { fitInto } from '#kernel/web/projection.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Plan, PlanOffice } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import styles from './calendar.module.css';
import { daysOf, type Load, NO_LOAD, sumLoads } from './loads.ts';

interface Props {
  readonly plan: Plan;
  readonly offices: readonly PlanOffice[];
  readonly loads: ReadonlyMap<string, Load>;
}

const SIZE = { width: 720, height: 440, margin: 28 };
const LARGEST = 22;

/** The offices where they stand, each circle's area the people of a day or of the month; the grid holds the same figures. */
export function PlanMap({ plan, offices, loads }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const [day, setDay] = useState<Day | ''>('');
  const [pointed, setPointed] = useState<string | null>(null);
  const days = day === '' ? daysOf(plan) : [day];
  const placed = offices.flatMap((office) => {
    const { lat, lon } = office;
    if (lat === null || lon === null) return [];
    const load = sumLoads(days.map((each) => loads.get(`${office.id} ${each}`) ?? NO_LOAD));
    return load.people === 0 ? [] : [{ office, lat, lon, load }];
  });
  const project = fitInto(SIZE, placed);
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
        aria-label={texts.calendar.mapOf(format.count(circles.length))}
        onPointerLeave={() => setPointed(null)}
      >
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
          />
        ))}
      </svg>
      <figcaption className={styles['quiet']}>
        {shown
          ? texts.calendar.cell(
              shown.office.name,
              day === '' ? texts.calendar.wholeMonth : format.day(day),
              format.count(shown.load.people),
              format.vnd(shown.load.vnd),
              shown.over ? texts.calendar.over : '',
            )
          : texts.calendar.mapPoint}{' '}
        {offices.length > circles.length &&
          texts.calendar.noPlace(format.count(offices.length - circles.length))}
      </figcaption>
    </figure>
  );
}
