import { type Day, firstDayOf, type Month } from '#kernel/words/day.ts';
import { flat } from '#kernel/sheets/flat.ts';
import { communeFinder, type CommuneRow, type Found } from '#places/units/communes.ts';
import type { ListRow } from '../reading/shapes.ts';
import type { Calendar, ProgrammeRule } from '../../programmes/rules/calendar.ts';
import type { Channel } from '../../voucher.ts';
import { channelOf, dayWithin, windowOf } from '../../plan/rules.ts';
import { vouchersOf } from '../rules/vouchers.ts';
import type { PlacedLine } from '../store/block.ts';
import { type Finding, FINDINGS_MAX } from './import-command.ts';

/** What placing a line needs to know, as plain data, so that a thread can do it. */
export interface PlaceFacts {
  readonly programme: string;
  readonly month: Month;
  readonly fileName: string;
  readonly rule: ProgrammeRule;
  readonly calendar: Calendar;
  /** Stand in where the list names no regime and no source. */
  readonly regime: string;
  readonly source: string;
  readonly communes: readonly CommuneRow[];
  /** A commune that no office serves yet is paid by the province office, so that nobody is forgotten. */
  readonly rootOfficeId: string;
}

/** Decides each row's commune, office, channel and days; what it cannot place becomes a finding. */
export function placer(facts: PlaceFacts) {
  const { month, rule, calendar } = facts;
  const find = communeOf(facts);
  const payOnBy = payDays(calendar);
  const hamletNumber = hamletNumbers();
  const monthOn = firstDayOf(month);
  return (row: ListRow, line: number, unplaced: Finding[]): PlacedLine => {
    const text = row.communeText ?? row.group.commune ?? '';
    const found = find(text, row);
    const commune = 'commune' in found ? found.commune : null;
    if ('problem' in found && unplaced.length < FINDINGS_MAX) {
      const { sheet, row: at } = row;
      const rest = { column: null, head: null, severity: 'error', found: text, expected: null } as const;
      unplaced.push({ sheet, row: at, code: found.problem, ...rest });
    }
    const channel = channelOf(row, rule, monthOn);
    return {
      line,
      row,
      unitId: commune?.id ?? null,
      officeId: commune?.officeId ?? facts.rootOfficeId,
      regime: row.regime ?? row.group.regime ?? facts.regime,
      source: row.source ?? row.group.source ?? facts.source,
      channel,
      payOn: payOnBy(channel, hamletNumber(commune?.id, row.hamlet)),
      payUntil: windowOf(channel, calendar).until,
      parts: vouchersOf(row, month),
    };
  };
}

/** Communes by what rows write; rows of one hamlet write the same, under the same heading. */
function communeOf({ communes, fileName }: PlaceFacts): (text: string, row: ListRow) => Found {
  const find = communeFinder(communes);
  const known = new Map<string, Map<string, Found>>();
  let heading: string | undefined;
  let size = 0;
  return (text, { address, group }) => {
    // The table is emptied rather than left to grow with a hostile file.
    if (group.commune !== heading || size > 20_000) {
      known.clear();
      [heading, size] = [group.commune, 0];
    }
    let byAddress = known.get(text);
    if (!byAddress) known.set(flat(text), (byAddress = new Map()));
    let found = byAddress.get(address ?? '');
    if (!found) {
      found = find(text, `${address ?? ''} ${heading ?? ''} ${fileName}`);
      byAddress.set(flat(address ?? ''), found);
      size++;
    }
    return found;
  };
}

/** Numbers the hamlets of each commune in the order in which they are met. */
function hamletNumbers(): (commune: number | undefined, hamlet: string | null) => number {
  const numbers = new Map<number | undefined, Map<string | null, number>>();
  let met = 0;
  return (commune, hamlet) => {
    let within = numbers.get(commune);
    if (!within) numbers.set(commune, (within = new Map()));
    let number = within.get(hamlet);
    if (number === undefined) within.set(hamlet && flat(hamlet), (number = met++));
    return number;
  };
}

/** The day on which a channel pays the nth hamlet: a point's hamlets come on four different days, a bank has one. */
function payDays(calendar: Calendar): (channel: Channel, hamlet: number) => Day {
  const days = new Map<string, Day>();
  return (channel, hamlet) => {
    const load = channel === 'bank' ? 0 : hamlet % 4;
    const key = channel + load;
    let day = days.get(key);
    if (day === undefined) {
      day = dayWithin(windowOf(channel, calendar), load, 4);
      days.set(key, day);
    }
    return day;
  };
}
