import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fitInto } from '#kernel/web/projection.ts';
import { useFormat } from '#kernel/web/use-format.ts';
import { pathOf } from '../parts/communes/areas.ts';
import { boundariesQuery } from '../queries.ts';
import { colourOf } from './colours.ts';
import { type Draft, findStop } from './draft.ts';
import type { DayReply, StopOfDay } from './queries.ts';
import styles from './round-map.module.css';
import { RoundMark } from './round-list.tsx';
import { useTexts } from './texts/texts.ts';

/** Names stand so far above a stop, and never outside of the map. */
const LABEL_Y = 14;
const SIZE = { width: 560, height: 520, margin: 28 } as const;

interface Props {
  readonly data: DayReply;
  readonly draft: Draft;
  readonly pointed: string | null;
  readonly onPoint: (citizenId: string | null) => void;
}

/** The rounds on a map: each a line from the office and back in its colour, its stops numbered as in its list. */
export function RoundMap({ data, draft, pointed, onPoint }: Props) {
  const texts = useTexts();
  const format = useFormat();
  const boundaries = useQuery(boundariesQuery(data.day));
  const { office, stops } = data;
  const project = useMemo(() => fitInto(SIZE, [office, ...stops]), [office, stops]);
  const at = (place: { lat: number; lon: number }) => project(place);
  const byId = new Map(stops.map((stop) => [stop.citizenId, stop]));
  const communes = useMemo(() => communesOf(stops), [stops]);
  const ownUnits = new Set(stops.map(({ unitId }) => unitId));
  const cover = new Map((boundaries.data?.covered ?? []).map(({ unitId, by }) => [unitId, by]));
  const drawn = new Set([...ownUnits].map((unitId) => cover.get(unitId) ?? unitId));
  const areas = (boundaries.data?.areas ?? []).filter(({ unitId }) => drawn.has(unitId));
  const home = at(office);
  const shown = pointed === null ? undefined : byId.get(pointed);
  const estimates = stops.filter(({ exact }) => !exact).length;
  const line = (ids: readonly string[]) =>
    [office, ...ids.flatMap((id) => byId.get(id) ?? []), office]
      .map((place) => {
        const { x, y } = at(place);
        return `${x.toFixed(1)} ${y.toFixed(1)}`;
      })
      .join('L');
  return (
    <figure className={styles['map']}>
      <svg
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={texts.mapOf(
          draft.filter((round) => round.stops.length > 0).length,
          format.count(stops.length),
        )}
      >
        {areas.map(({ unitId, area }) => (
          <path key={unitId} d={pathOf({ area }, project)} className={styles['area']} />
        ))}
        {communes.map(({ name, lat, lon }) => {
          const { x, y } = at({ lat, lon });
          return (
            <text
              key={`${name} ${lat}`}
              x={x}
              y={Math.max(LABEL_Y, y - LABEL_Y)}
              textAnchor="middle"
              className={styles['commune']}
            >
              {name}
            </text>
          );
        })}
        {draft.map((round, i) =>
          round.stops.length === 0 ? null : (
            <path
              key={round.payerId}
              d={`M${line(round.stops)}`}
              stroke={colourOf(i)}
              className={styles['line']}
              data-quiet={(pointed !== null && !round.stops.includes(pointed)) || undefined}
            />
          ),
        )}
        {stops.map((stop) => (
          <StopMark
            key={stop.citizenId}
            stop={stop}
            draft={draft}
            at={at(stop)}
            pointed={pointed === stop.citizenId}
            onPoint={onPoint}
          />
        ))}
        <rect x={home.x - 7} y={home.y - 7} width="14" height="14" rx="2" className={styles['office']} />
      </svg>
      <figcaption>
        <p className={styles['shown']}>
          {shown ? describe(shown) : <span className="on-screen-only">{texts.mapPoint}</span>}
        </p>
        <p className={styles['legend']}>
          <span>
            <svg width="12" height="12" aria-hidden="true">
              <rect width="12" height="12" rx="2" className={styles['office']} />
            </svg>
            {office.name}
          </span>
          {draft.map((round, i) =>
            round.stops.length === 0 ? null : (
              <span key={round.payerId}>
                <RoundMark n={i} />
                {data.payers.find(({ id }) => id === round.payerId)?.name}
              </span>
            ),
          )}
          <span>
            <svg width="12" height="12" aria-hidden="true">
              <circle cx="6" cy="6" r="5" className={styles['left']} />
            </svg>
            {texts.mapLeft}
          </span>
        </p>
        {estimates > 0 && <p className={styles['estimate']}>{texts.estimates(format.count(estimates))}</p>}
      </figcaption>
    </figure>
  );

  function describe(stop: StopOfDay): string {
    const where = findStop(draft, stop.citizenId);
    const place = [stop.hamlet, stop.commune].filter(Boolean).join(', ');
    const of = where ? texts.stopIn(where.round + 1, where.at + 1) : texts.mapLeft;
    return `${stop.name}, ${place}: ${format.dong(stop.amountVnd)}, ${of}`;
  }
}

interface MarkProps {
  readonly stop: StopOfDay;
  readonly draft: Draft;
  readonly at: { readonly x: number; readonly y: number };
  readonly pointed: boolean;
  readonly onPoint: (citizenId: string | null) => void;
}

/** A stop with its number in its round; hollow without a round, crossed where nobody comes. */
function StopMark({ stop, draft, at, pointed, onPoint }: MarkProps) {
  const where = findStop(draft, stop.citizenId);
  const point = {
    onPointerEnter: () => onPoint(stop.citizenId),
    onPointerLeave: () => onPoint(null),
    'data-pointed': pointed || undefined,
  };
  if (!where)
    return (
      <g {...point} className={styles['mark']}>
        <circle cx={at.x} cy={at.y} r="6" className={styles['left']} />
        {stop.closed && <path d={`M${at.x - 4} ${at.y - 4}l8 8m0 -8l-8 8`} className={styles['cross']} />}
      </g>
    );
  return (
    <g {...point} className={styles['mark']}>
      <circle cx={at.x} cy={at.y} r="8" fill={colourOf(where.round)} />
      <text x={at.x} y={at.y + 3.5} textAnchor="middle" className={styles['number']}>
        {where.at + 1}
      </text>
    </g>
  );
}

/** The communes of these stops, each named above its northernmost one. */
function communesOf(stops: readonly StopOfDay[]): { name: string; lat: number; lon: number }[] {
  return [...Map.groupBy(stops, ({ unitId }) => unitId).values()].map((own) => ({
    name: own[0]?.commune ?? '',
    lat: Math.max(...own.map(({ lat }) => lat)),
    lon: own.reduce((sum, { lon }) => sum + lon, 0) / own.length,
  }));
}
