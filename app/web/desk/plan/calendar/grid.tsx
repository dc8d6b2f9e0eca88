import { type KeyboardEvent, useRef, useState } from 'react';
import { useFormat } from '#kernel/web/use-format.ts';
import { heardAs, useTooWide } from '#kernel/web/use-too-wide.ts';
import { type Day, weekdayOf } from '#kernel/words/day.ts';
import type { Plan, PlanOffice } from '../queries.ts';
import { useTexts } from '../texts/texts.ts';
import styles from './grid.module.css';
import { daysOf, isFree, type Load, NO_LOAD, sumLoads } from './loads.ts';

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
 * Offices by days: each load as a number on a ground that deepens with it. A load is chosen by click, Space or Enter, the arrow
 * keys walk from load to load, and one may be dragged along its row. Where the days do not fit beside each other, each office is a
 * block of the days it has.
 */
export function CalendarGrid(props: Props) {
  const { plan, offices, loads, figure, chosen, onChoose, onDrop } = props;
  const texts = useTexts();
  const format = useFormat();
  const days = daysOf(plan);
  const table = useRef<HTMLTableElement>(null);
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
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const step = STEPS_OF[event.key];
    const from = event.target instanceof HTMLElement ? event.target.closest('[data-cell]') : null;
    if (step === undefined || !(from instanceof HTMLElement)) return;
    event.preventDefault();
    next(table.current, from, step)?.focus();
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
      <table ref={table} onKeyDown={onKeyDown} className={styles['grid']} {...heardAs('table', stacked)}>
        <caption className={styles['hidden']}>{texts.calendar.name}</caption>
        <thead {...heardAs('rowgroup', stacked)}>
          <tr {...heardAs('row', stacked)}>
            <th scope="col" {...heardAs('columnheader', stacked)}>
              {texts.office}
            </th>
            {days.map((day) => (
              <th
                key={day}
                scope="col"
                data-free={isFree(day, plan.holidays)}
                data-empty={total(day).people === 0}
                {...heardAs('columnheader', stacked)}
              >
                <button
                  type="button"
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

const STEPS_OF: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The nearest load in a direction: straight on where there is one, else the next row's nearest day. */
function next(
  table: HTMLTableElement | null,
  from: HTMLElement,
  [down, along]: readonly [number, number],
): HTMLElement | null {
  const place = (cell: HTMLElement) => (cell.dataset['cell'] ?? '').split(' ').map(Number);
  const [row = 0, column = 0] = place(from);
  let best: HTMLElement | null = null;
  let least = Infinity;
  for (const cell of table?.querySelectorAll<HTMLElement>('[data-cell]') ?? []) {
    const [r = 0, c = 0] = place(cell);
    const onward = down === 0 ? (r === row ? (c - column) * along : 0) : (r - row) * down;
    if (onward <= 0) continue;
    const far = onward * 100 + Math.abs(down === 0 ? 0 : c - column);
    if (far < least) [best, least] = [cell, far];
  }
  return best;
}
