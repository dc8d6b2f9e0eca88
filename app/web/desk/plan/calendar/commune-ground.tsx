import { type CommuneArea, pathOf } from '../../parts/communes/areas.ts';
import type { placed, projectAll } from '../../parts/communes/circles.ts';
import styles from './calendar.module.css';

interface Props {
  readonly areas: readonly CommuneArea[];
  readonly centres: ReturnType<typeof placed>;
  readonly project: ReturnType<typeof projectAll>;
  readonly onPoint: (unitId: number) => void;
}

const CENTRE = 7;

/** The communes as the quiet ground of a map: borders where they are known, else a ring at the centre. */
export function CommuneGround({ areas, centres, project, onPoint }: Props) {
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
            r={CENTRE}
            className={styles['centre']}
            {...point(commune.unitId)}
          />
        );
      })}
    </>
  );
}
