import { useState } from 'react';
import { shareOf } from '#kernel/web/format.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import type { Overview } from '../api.ts';
import { useTexts } from './texts/texts.ts';
import { placeCircles, SIZE } from './commune-circles.ts';
import styles from './commune-map.module.css';

type Commune = Overview['communes'][number];

/** From little to all paid; each step keeps 3:1 against the sheet, and the solid part's area says the same. */
const SHADES = ['#7b8fab', '#5d7ba9', '#3b629c', '#0f2647', '#17683f'];

function shadeOf(commune: Commune): string {
  const share = shareOf(BigInt(commune.paidVnd), BigInt(commune.dueVnd));
  return SHADES[share >= 1 ? 4 : Math.min(3, Math.floor(share * 4))] ?? '';
}

/** Circles at the communes' centres: the ring's area by what is due, the solid area by what is paid. */
export function CommuneMap({ communes }: { communes: readonly Commune[] }) {
  const texts = useTexts();
  const format = useFormat();
  const [pointed, setPointed] = useState<Commune | null>(null);
  const circles = placeCircles(communes);
  const missing = communes.length - circles.length;
  const line = (commune: Commune) =>
    `${commune.name}${commune.district ? `, ${commune.district}` : ''}: ` +
    `${format.share(BigInt(commune.paidVnd), BigInt(commune.dueVnd))}, ` +
    `${format.vnd(commune.paidVnd)} / ${format.vnd(commune.dueVnd)} ${texts.dong}`;
  // The figures move on under a pointer that rests, so the commune is looked up anew.
  const shown = communes.find((commune) => commune.unitId === pointed?.unitId) ?? null;
  return (
    <figure className={styles['map']}>
      <svg
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={texts.mapOf(format.count(circles.length))}
        onPointerLeave={() => setPointed(null)}
      >
        {circles.map(({ commune, x, y, ring, solid }) => (
          <g
            key={commune.unitId}
            color={shadeOf(commune)}
            data-pointed={commune.unitId === shown?.unitId}
            onPointerEnter={() => setPointed(commune)}
            onPointerDown={() => setPointed(commune)}
          >
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
          <span className={styles['shade']}>
            <Key ring /> {texts.mapRing}
          </span>
          <span className={styles['shade']}>
            <Key /> {texts.mapFill}
          </span>
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
