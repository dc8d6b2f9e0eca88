import { useState } from 'react';
import { useFormat } from '#kernel/web/use-format.ts';
import { heardAs, useTooWide } from '#kernel/web/use-too-wide.ts';
import { type Day, weekdayOf } from '#kernel/words/day.ts';
import type { Plan, PlanOffice } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import styles from './grid.module.css';
import { daysOf, isFree, type Load, NO_LOAD, sumLoads } from './loads.ts';
import { useWalk } from './use-walk.ts';

interface Props {
  readonly plan: Plan;
  readonly offices: readonly PlanOffice[];
  readonly loads: ReadonlyMap<string, Load>;
  readonly figure: 'people' | 'vnd';
  /** `office day` of what is chosen. */
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
  /** A load was dragged to another day of its office. */
  readonly onDrop: (officeId: string, from: Day, to: Day) => void;
}

const STEPS = [0.25, 0.5, 0.75, 1] as const;

/**
 * Offices by days: each load as a number on a ground that deepens with it. A load is chosen by click, Space or Enter, an office or
 * a day with all its loads by its name; the arrow keys walk between them, and a load may be dragged along its row. Where the days do not fit beside each other, each office is a
 * block of the days it has.
 */
export function CalendarGrid(props: Props) {
  const { plan, offices, loads, figure, chosen, onChoose, onDrop } = props;
  const texts = useTexts();
  const format = useFormat();
  const days = daysOf(plan);
  const walk = useWalk();
  const [dragged, setDragged] = useState<{ officeId: string; day: Day } | null>(null);
  const { place, tooWide: stacked } = useTooWide(`${days.length} ${figure}`);
  const at = (officeId: string, day: Day) => loads.get(`${officeId} ${day}`) ?? NO_LOAD;
  const most = Math.max(1, ...[...loads.values()].map(({ people }) => people));
  const show = (load: Load) =>
    figure === 'people' ? format.count(load.people) : format.count(Number(load.vnd / 1_000_000n));
  const toggle = (key: string) => {
    const next = new Set(chosen);
    if (!next.delete(key)) next.add(key);
    onChoose(next);
  };
  const chooseMany = (keys: readonly string[]) => {
    const own = keys.filter((key) => (loads.get(key)?.open ?? 0) > 0);
    const all = own.every((key) => chosen.has(key));
    const next = new Set(chosen);
    for (const key of own)
      if (all) next.delete(key);
      else next.add(key);
    onChoose(next);
  };
  const total = (day: Day) => sumLoads(offices.map(({ id }) => at(id, day)));
  const weekday = (day: Day) => texts.weekdays[weekdayOf(day)];
  const nameOf = (day: Day) => `${weekday(day)} ${day.slice(8)}`;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reached by keyboard
    <div
      ref={place}
      className={styles['scroll']}
      data-stacked={stacked}
      tabIndex={0}
      role="group"
      aria-label={texts.calendar.name}
    >
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- arrow keys walk between the buttons of its cells */}
      <table {...walk} className={styles['grid']} {...heardAs('table', stacked)}>
        <caption className={styles['hidden']}>{texts.calendar.name}</caption>
        <thead {...heardAs('rowgroup', stacked)}>
          <tr {...heardAs('row', stacked)}>
            <th scope="col" {...heardAs('columnheader', stacked)}>
              {texts.office}
            </th>
            {days.map((day, column) => (
              <th
                key={day}
                scope="col"
                data-free={isFree(day, plan.holidays)}
                data-empty={total(day).people === 0}
                {...heardAs('columnheader', stacked)}
              >
                <button
                  type="button"
                  tabIndex={-1}
                  data-cell={`-1 ${column}`}
                  title={texts.calendar.wholeDay(format.day(day))}
                  onClick={() => chooseMany(offices.map(({ id }) => `${id} ${day}`))}
                >
                  {day.slice(8)}
                  <small>{weekday(day)}</small>
                </button>
              </th>
            ))}
            <th scope="col" {...heardAs('columnheader', stacked)}>
              {texts.total}
            </th>
          </tr>
        </thead>
        <tbody {...heardAs('rowgroup', stacked)}>
          {offices.map((office, row) => (
            <tr key={office.id} {...heardAs('row', stacked)}>
              <th scope="row" title={office.name} {...heardAs('rowheader', stacked)}>
                <button
                  type="button"
                  tabIndex={-1}
                  data-cell={`${row} -1`}
                  title={texts.calendar.wholeOffice(office.name)}
                  onClick={() => chooseMany(days.map((day) => `${office.id} ${day}`))}
                >
                  {office.name}
                </button>
                {office.dayLimit !== null && (
                  <small>{texts.calendar.atMost(format.count(office.dayLimit))}</small>
                )}
              </th>
              {days.map((day, column) => {
                const load = at(office.id, day);
                const key = `${office.id} ${day}`;
                const over = office.dayLimit !== null && load.people > office.dayLimit;
                return (
                  <td
                    key={day}
                    data-day={nameOf(day)}
                    data-free={isFree(day, plan.holidays)}
                    {...heardAs('cell', stacked)}
                    data-target={dragged?.officeId === office.id && dragged.day !== day}
                    onDragOver={(event) => {
                      if (dragged?.officeId === office.id && dragged.day !== day) event.preventDefault();
                    }}
                    onDrop={(event) => {
                      event.preventDefault();
                      if (dragged?.officeId === office.id && dragged.day !== day)
                        onDrop(office.id, dragged.day, day);
                      setDragged(null);
                    }}
                  >
                    {load.people > 0 && (
                      <button
                        type="button"
                        tabIndex={-1}
                        data-cell={`${row} ${column}`}
                        data-heat={STEPS.findIndex((step) => load.people <= most * step)}
                        data-over={over}
                        data-done={load.open === 0}
                        aria-pressed={chosen.has(key)}
                        aria-label={texts.calendar.cell(
                          office.name,
                          format.day(day),
                          format.count(load.people),
                          format.vnd(load.vnd),
                          over ? texts.calendar.over : load.open === 0 ? texts.calendar.allDone : '',
                        )}
                        title={texts.calendar.cell(
                          office.name,
                          format.day(day),
                          format.count(load.people),
                          format.vnd(load.vnd),
                          over ? texts.calendar.over : load.open === 0 ? texts.calendar.allDone : '',
                        )}
                        draggable={load.open > 0}
                        onDragStart={() => setDragged({ officeId: office.id, day })}
                        onDragEnd={() => setDragged(null)}
                        onClick={() => toggle(key)}
                      >
                        {over && '!'}
                        {show(load)}
                      </button>
                    )}
                  </td>
                );
              })}
              <td className={styles['sum']} {...heardAs('cell', stacked)}>
                {show(sumLoads(days.map((day) => at(office.id, day))))}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot {...heardAs('rowgroup', stacked)}>
          <tr {...heardAs('row', stacked)}>
            <th scope="row" {...heardAs('rowheader', stacked)}>
              {texts.total}
            </th>
            {days.map((day) => (
              <td key={day} data-day={nameOf(day)} {...heardAs('cell', stacked)}>
                {total(day).people > 0 ? show(total(day)) : ''}
              </td>
            ))}
            <td className={styles['sum']} {...heardAs('cell', stacked)}>
              {show(sumLoads(days.map(total)))}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
