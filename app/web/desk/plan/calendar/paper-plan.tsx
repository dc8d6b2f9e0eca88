import { useFormat } from '#kernel/web/use-format.ts';
import type { Plan, PlanOffice } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import { loadsOf, NO_LOAD, sumLoads } from './loads.ts';
import { OfficeSheet } from './office-sheet.tsx';
import styles from './paper-plan.module.css';

interface Props {
  readonly plan: Plan;
  /** The offices whose own sheets are wanted; without any the overview is printed. */
  readonly sheets: readonly string[];
}

/** The plan on paper only: one page of all offices by day, or a sheet to hang up at each chosen office. */
export function PaperPlan({ plan, sheets }: Props) {
  const offices = plan.offices.filter(({ id }) => sheets.includes(id));
  return (
    <div className="on-paper-only">
      {offices.length === 0 ? (
        <Overview plan={plan} />
      ) : (
        offices.map((office) => <OfficeSheet key={office.id} plan={plan} office={office} />)
      )}
    </div>
  );
}

/** People by day of each part of the province or district: what hangs behind the desk of who plans. */
function Overview({ plan }: { plan: Plan }) {
  const texts = useTexts();
  const format = useFormat();
  const loads = loadsOf(plan.cells);
  const busy = [...new Set(plan.cells.filter(({ channel }) => channel !== 'bank').map(({ day }) => day))];
  const days = busy.toSorted();
  const parts = partsOf(plan.offices);
  const sum = (offices: readonly PlanOffice[], day?: string) =>
    sumLoads(
      offices.flatMap(({ id }) =>
        (day === undefined ? days : [day]).map((each) => loads.get(`${id} ${each}`) ?? NO_LOAD),
      ),
    );
  const bank = plan.cells.filter(({ channel }) => channel === 'bank');
  const row = (name: string, offices: readonly PlanOffice[]) => {
    const all = sum(offices);
    return (
      <>
        <th scope="row">{name}</th>
        {days.map((day) => (
          <td key={day}>{format.count(sum(offices, day).people)}</td>
        ))}
        <td>{format.count(all.people)}</td>
        <td>{format.vnd(all.vnd)}</td>
      </>
    );
  };
  return (
    <>
      <table className={styles['paper']}>
        <caption>{texts.paper.overview}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.office}</th>
            {days.map((day) => (
              <th key={day} scope="col">
                {format.dayShort(day)}
              </th>
            ))}
            <th scope="col">{texts.people}</th>
            <th scope="col">
              {texts.amount} ({format.currency})
            </th>
          </tr>
        </thead>
        <tbody>
          {parts
            .filter(({ offices }) => sum(offices).people > 0)
            .map(({ head, offices }) => (
              <tr key={head.id}>{row(head.name, offices)}</tr>
            ))}
        </tbody>
        <tfoot>
          <tr>{row(texts.total, plan.offices)}</tr>
        </tfoot>
      </table>
      {bank.length > 0 && (
        <p>
          {texts.calendar.byBank(
            format.count(bank.reduce((all, { people }) => all + people, 0)),
            format.vnd(bank.reduce((all, { vnd }) => all + BigInt(vnd), 0n)),
          )}
        </p>
      )}
    </>
  );
}

/** The offices by the branch they belong to: those right below the highest, each with all below it; a few stand alone. */
function partsOf(offices: readonly PlanOffice[]) {
  const depth = ({ path }: PlanOffice) => path.split('/').length;
  const top = Math.min(...offices.map(depth));
  const heads = offices.filter((office) => depth(office) <= top + 1);
  const below = (head: PlanOffice) =>
    offices.filter(({ path }) => path === head.path || path.startsWith(`${head.path}/`));
  return heads.map((head) => ({ head, offices: depth(head) === top ? [head] : below(head) }));
}
