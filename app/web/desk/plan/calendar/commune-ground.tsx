import { type CommuneArea, pathOf } from '../../parts/communes/areas.ts';
import type { placed, projectAll } from '../../parts/communes/circles.ts';
import styles from './calendar.module.css';

interface Props {
  readonly areas: readonly CommuneArea[];
  readonly centres: ReturnType<typeof placed>;
  readonly project: ReturnType<typeof projectAll>;
  readonly size: { readonly width: number; readonly height: number };
  readonly onPoint: (unitId: number) => void;
}

const LARGEST = 36;
/** Rings together cover about a fifth of the map, however many they are, so that they show around the points upon them. */
const COVERED = 0.2;

/** The communes as the quiet ground of a map: borders where they are known, else a ring at the centre. */
export function CommuneGround({ areas, centres, project, size, onPoint }: Props) {
  const r = Math.sqrt((COVERED * size.width * size.height) / Math.PI / Math.max(1, centres.length));
  const point = (unitId: number) => ({
    'data-commune': unitId,
    onPointerEnter: () => onPoint(unitId),
    onPointerDown: () => onPoint(unitId),
  });
  return (
    <>
      {areas.map((each) => (
        <path
          key={each.unitId}
          d={pathOf(each, project)}
          className={styles['area']}
          {...point(each.unitId)}
        />
      ))}
      {centres.map(({ commune, ...place }) => {
        const { x, y } = project(place);
        return (
          <circle
            key={commune.unitId}
            cx={x}
            cy={y}
            r={Math.min(LARGEST, r)}
            className={styles['centre']}
            {...point(commune.unitId)}
          />
        );
      })}
    </>
  );
}
