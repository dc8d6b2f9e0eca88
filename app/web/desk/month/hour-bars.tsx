import { useFormat } from '#kernel/web/use-format.ts';
import type { Overview } from '../api.ts';
import { useTexts } from './texts/texts.ts';
import styles from './hour-bars.module.css';

type Hour = Overview['hours'][number];

const FROM = 6;
const TO = 20;
const WIDTH = 600;
const LEFT = 64;
const HOUR = (WIDTH - LEFT) / (TO - FROM);

/** One strip of bars a day, all to the same scale, so that days and hours compare at a glance. */
export function HourBars({ hours }: { hours: readonly Hour[] }) {
  const texts = useTexts();
  const format = useFormat();
  const days = [...new Set(hours.map((each) => each.day))].sort();
  const most = Math.max(...hours.map((each) => each.paidCount), 1);
  const all = hours.reduce((sum, each) => sum + each.paidCount, 0);
  // Few days are drawn taller.
  const rowHeight = Math.max(48, Math.min(96, 288 / days.length));
  const height = days.length * rowHeight + 24;
  // Hours outside the working day are drawn at its edge; the table has them exactly.
  const place = (hour: number) => LEFT + (Math.min(TO - 1, Math.max(FROM, hour)) - FROM) * HOUR;
  return (
    <figure className={styles['hours']}>
      <svg
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={texts.hoursOf(format.count(all), format.count(most))}
      >
        {days.map((day, row) => (
          <g key={day}>
            <text x="0" y={(row + 1) * rowHeight - 6}>
              {format.dayShort(day)}
            </text>
            <line x1={LEFT} x2={WIDTH} y1={(row + 1) * rowHeight} y2={(row + 1) * rowHeight} />
            {hours
              .filter((each) => each.day === day)
              .map((each) => {
                const tall = Math.max(1, (each.paidCount / most) * (rowHeight - 18));
                const y = (row + 1) * rowHeight - tall;
                return (
                  <g key={each.hour}>
                    <rect x={place(each.hour) + 2} y={y} width={HOUR - 4} height={tall} />
                    <text x={place(each.hour) + HOUR / 2} y={y - 4} textAnchor="middle">
                      {format.count(each.paidCount)}
                    </text>
                  </g>
                );
              })}
          </g>
        ))}
        {Array.from({ length: TO - FROM }, (_, i) => (
          <text key={i} x={LEFT + i * HOUR + HOUR / 2} y={height - 6} textAnchor="middle">
            {FROM + i}
          </text>
        ))}
        <text x="0" y={height - 6}>
          {texts.hour}
        </text>
      </svg>
      <figcaption>{texts.perHour}</figcaption>
    </figure>
  );
}
