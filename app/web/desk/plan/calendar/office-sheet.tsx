import { useFormat } from '#kernel/web/use-format.ts';
import { useParts } from '../../parts/texts/texts.ts';
import type { Plan, PlanOffice } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import styles from './paper-plan.module.css';

/** One office's days as they hang at its door: when, in which way, how many people and how much money. */
export function OfficeSheet({ plan, office }: { plan: Plan; office: PlanOffice }) {
  const texts = useTexts();
  const names = useParts();
  const format = useFormat();
  const cells = plan.cells
    .filter(({ officeId, channel }) => officeId === office.id && channel !== 'bank')
    .toSorted((a, b) => a.day.localeCompare(b.day) || a.channel.localeCompare(b.channel));
  return (
    <section className={styles['sheet']}>
      <table className={styles['paper']}>
        <caption>{office.name}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.day}</th>
            <th scope="col" className={styles['word']}>
              {texts.channel}
            </th>
            <th scope="col">{texts.people}</th>
            <th scope="col">
              {texts.amount} ({format.currency})
            </th>
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => (
            <tr key={`${cell.day} ${cell.channel}`}>
              <th scope="row">{format.weekday(cell.day)}</th>
              <td className={styles['word']}>{names.channels[cell.channel]}</td>
              <td>{format.count(cell.people)}</td>
              <td>{format.vnd(cell.vnd)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {texts.total}
            </th>
            <td>{format.count(cells.reduce((sum, { people }) => sum + people, 0))}</td>
            <td>{format.vnd(cells.reduce((sum, { vnd }) => sum + BigInt(vnd), 0n))}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
