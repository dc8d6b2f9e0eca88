import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { shareOf } from '#kernel/web/format.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { firstDayOf } from '#kernel/words/day.ts';
import type { Overview } from '../api.ts';
import { boundariesQuery } from '../queries.ts';
import { type CommuneOnMap, cornersOf, nameOf, onAreas, pathOf } from '../parts/communes/areas.ts';
import { placeCircles, placed, projectAll, SIZE } from '../parts/communes/circles.ts';
import styles from './commune-map.module.css';
import { useTexts } from './texts/texts.ts';

type Commune = Overview['communes'][number];

/** From little to all paid; each step keeps 3:1 against the sheet, and the words under the map say the same. */
const SHADES = ['#7b8fab', '#5d7ba9', '#3b629c', '#0f2647', '#17683f'];

function shadeOf({ paidVnd, dueVnd }: { paidVnd: bigint | string; dueVnd: bigint | string }): string {
  const share = shareOf(BigInt(paidVnd), BigInt(dueVnd));
  return SHADES[share >= 1 ? 4 : Math.min(3, Math.floor(share * 4))] ?? '';
}

/**
 * The communes on a map: areas where their borders are known, else circles at their centres, whose ring's area is what is due and
 * solid area what is paid.
 */
export function CommuneMap({ communes, month }: { communes: readonly Commune[]; month: string }) {
  const texts = useTexts();
  const format = useFormat();
  const [pointedId, setPointedId] = useState<number | null>(null);
  const boundaries = useQuery(boundariesQuery(firstDayOf(month)));
  const { areas, left } = onAreas(communes, boundaries.data ?? { areas: [], covered: [] });
  const project = projectAll([...areas.flatMap(cornersOf), ...placed(left)]);
  const circles = placeCircles(left, project);
  const missing = left.length - circles.length;
  // The figures move on under a pointer that rests, so the commune is looked up anew.
  const all: readonly CommuneOnMap[] = [...areas, ...left];
  const shown = all.find(({ unitId }) => unitId === pointedId) ?? null;
  const line = (each: CommuneOnMap) =>
    `${nameOf(each)}: ${format.share(BigInt(each.paidVnd), BigInt(each.dueVnd))}, ` +
    `${format.vnd(each.paidVnd)} / ${format.dong(each.dueVnd)}`;
  const point = (unitId: number) => ({
    'data-pointed': unitId === pointedId,
    onPointerEnter: () => setPointedId(unitId),
    onPointerDown: () => setPointedId(unitId),
  });
  return (
    <figure className={styles['map']}>
      <svg
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={
          areas.length > 0
            ? texts.areasOf(format.count(areas.length))
            : texts.mapOf(format.count(circles.length))
        }
        onPointerLeave={() => setPointedId(null)}
      >
        {areas.map((each) => (
          <path
            key={each.unitId}
            d={pathOf(each, project)}
            color={shadeOf(each)}
            className={styles['area']}
            {...point(each.unitId)}
          />
        ))}
        {circles.map(({ commune, x, y, ring, solid }) => (
          <g key={commune.unitId} color={shadeOf(commune)} {...point(commune.unitId)}>
            <circle cx={x} cy={y} r={ring} className={styles['ring']} />
            <circle cx={x} cy={y} r={solid} className={styles['solid']} />
          </g>
        ))}
      </svg>
      <figcaption>
        <p className={styles['shown']}>
          {shown ? line(shown) : <span className="on-screen-only">{texts.mapPoint}</span>}
        </p>
        <p className={styles['legend']}>
          {circles.length > 0 && (
            <>
              <span className={styles['shade']}>
                <Key ring /> {texts.mapRing}
              </span>
              <span className={styles['shade']}>
                <Key /> {texts.mapFill}
              </span>
            </>
          )}
          {['< 25%', '25–50%', '50–75%', '75–99%', '100%'].map((name, i) => (
            <span key={name} className={styles['shade']}>
              <Key shade={SHADES[i] ?? ''} />
              {name}
            </span>
          ))}
        </p>
        {missing > 0 && <p>{texts.noPlace(format.count(missing))}</p>}
      </figcaption>
    </figure>
  );
}

/** One sign of the legend. */
function Key({ ring = false, shade = 'var(--quiet)' }: { ring?: boolean; shade?: string }) {
  return (
    <svg width="12" height="12" aria-hidden="true">
      <circle cx="6" cy="6" r={ring ? 5 : 4} fill={ring ? 'none' : shade} stroke={shade} />
    </svg>
  );
}
