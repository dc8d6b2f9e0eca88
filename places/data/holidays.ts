import { addDays, weekdayOf, type Day } from '#kernel/words/day.ts';
import type { Confidence } from './unit.ts';

export type HolidayKind = 'holiday' | 'substitute' | 'swapped-off' | 'swapped-work';

/**
 * A day on which public offices do not work, or, `swapped-work`, a Saturday on which they do. `substitute` is the
 * working day given back for a holiday on a weekend; a `swapped-off` day is repaid by a `swapped-work` one.
 */
export type Holiday = {
  readonly day: Day;
  readonly kind: HolidayKind;
  readonly name: string;
  readonly legalBasis: string;
  readonly confidence: Confidence;
};

type Row = readonly [from: string, to: string, kind: HolidayKind, name: string, confidence: Confidence];

const NEW_YEAR = 'Tết Dương lịch';
const TET = 'Tết Nguyên đán';
const KINGS = 'Giỗ Tổ Hùng Vương';
const VICTORY = 'Ngày Chiến thắng và Quốc tế Lao động';
const NATION = 'Quốc khánh';
const CULTURE = 'Ngày Văn hóa Việt Nam';

/**
 * Which five days of Tết and which neighbour of 2 September are free is announced each autumn: such rows are `secondary`
 * (known from announcements, not read again in the act) or, where none is known yet, `unsure`.
 */
const ROWS: readonly Row[] = [
  ['2019-01-01', '2019-01-01', 'holiday', NEW_YEAR, 'sure'],
  ['2019-02-04', '2019-02-08', 'holiday', TET, 'secondary'],
  ['2019-04-14', '2019-04-14', 'holiday', KINGS, 'secondary'],
  ['2019-04-15', '2019-04-15', 'substitute', KINGS, 'secondary'],
  ['2019-04-29', '2019-04-29', 'swapped-off', VICTORY, 'secondary'],
  ['2019-04-30', '2019-05-01', 'holiday', VICTORY, 'sure'],
  ['2019-05-04', '2019-05-04', 'swapped-work', VICTORY, 'secondary'],
  ['2019-09-02', '2019-09-02', 'holiday', NATION, 'sure'],
  ['2020-01-01', '2020-01-01', 'holiday', NEW_YEAR, 'sure'],
  ['2020-01-23', '2020-01-27', 'holiday', TET, 'secondary'],
  ['2020-01-28', '2020-01-29', 'substitute', TET, 'secondary'],
  ['2020-04-02', '2020-04-02', 'holiday', KINGS, 'sure'],
  ['2020-04-30', '2020-05-01', 'holiday', VICTORY, 'sure'],
  ['2020-09-02', '2020-09-02', 'holiday', NATION, 'sure'],
  ['2021-01-01', '2021-01-01', 'holiday', NEW_YEAR, 'sure'],
  ['2021-02-10', '2021-02-14', 'holiday', TET, 'secondary'],
  ['2021-02-15', '2021-02-16', 'substitute', TET, 'secondary'],
  ['2021-04-21', '2021-04-21', 'holiday', KINGS, 'sure'],
  ['2021-04-30', '2021-05-01', 'holiday', VICTORY, 'sure'],
  ['2021-05-03', '2021-05-03', 'substitute', VICTORY, 'sure'],
  ['2021-09-02', '2021-09-03', 'holiday', NATION, 'secondary'],
  ['2022-01-01', '2022-01-01', 'holiday', NEW_YEAR, 'sure'],
  ['2022-01-03', '2022-01-03', 'substitute', NEW_YEAR, 'sure'],
  ['2022-01-31', '2022-02-04', 'holiday', TET, 'secondary'],
  ['2022-04-10', '2022-04-10', 'holiday', KINGS, 'secondary'],
  ['2022-04-11', '2022-04-11', 'substitute', KINGS, 'secondary'],
  ['2022-04-30', '2022-05-01', 'holiday', VICTORY, 'sure'],
  ['2022-05-02', '2022-05-03', 'substitute', VICTORY, 'sure'],
  ['2022-09-01', '2022-09-02', 'holiday', NATION, 'secondary'],
  ['2023-01-01', '2023-01-01', 'holiday', NEW_YEAR, 'sure'],
  ['2023-01-02', '2023-01-02', 'substitute', NEW_YEAR, 'sure'],
  ['2023-01-20', '2023-01-24', 'holiday', TET, 'secondary'],
  ['2023-01-25', '2023-01-26', 'substitute', TET, 'secondary'],
  ['2023-04-29', '2023-04-29', 'holiday', KINGS, 'secondary'],
  ['2023-04-30', '2023-05-01', 'holiday', VICTORY, 'sure'],
  ['2023-05-02', '2023-05-03', 'substitute', VICTORY, 'secondary'],
  ['2023-09-01', '2023-09-02', 'holiday', NATION, 'secondary'],
  ['2023-09-04', '2023-09-04', 'substitute', NATION, 'secondary'],
  ['2024-01-01', '2024-01-01', 'holiday', NEW_YEAR, 'sure'],
  ['2024-02-08', '2024-02-12', 'holiday', TET, 'secondary'],
  ['2024-02-13', '2024-02-14', 'substitute', TET, 'secondary'],
  ['2024-04-18', '2024-04-18', 'holiday', KINGS, 'sure'],
  ['2024-04-29', '2024-04-29', 'swapped-off', VICTORY, 'secondary'],
  ['2024-04-30', '2024-05-01', 'holiday', VICTORY, 'sure'],
  ['2024-05-04', '2024-05-04', 'swapped-work', VICTORY, 'secondary'],
  ['2024-09-02', '2024-09-03', 'holiday', NATION, 'secondary'],
  ['2025-01-01', '2025-01-01', 'holiday', NEW_YEAR, 'sure'],
  ['2025-01-27', '2025-01-31', 'holiday', TET, 'secondary'],
  ['2025-04-07', '2025-04-07', 'holiday', KINGS, 'sure'],
  ['2025-04-26', '2025-04-26', 'swapped-work', VICTORY, 'secondary'],
  ['2025-04-30', '2025-05-01', 'holiday', VICTORY, 'sure'],
  ['2025-05-02', '2025-05-02', 'swapped-off', VICTORY, 'secondary'],
  ['2025-09-01', '2025-09-02', 'holiday', NATION, 'secondary'],
  ['2026-01-01', '2026-01-01', 'holiday', NEW_YEAR, 'sure'],
  ['2026-01-02', '2026-01-02', 'swapped-off', NEW_YEAR, 'unsure'],
  ['2026-01-10', '2026-01-10', 'swapped-work', NEW_YEAR, 'unsure'],
  ['2026-02-16', '2026-02-20', 'holiday', TET, 'secondary'],
  ['2026-04-26', '2026-04-26', 'holiday', KINGS, 'sure'],
  ['2026-04-27', '2026-04-27', 'substitute', KINGS, 'sure'],
  ['2026-04-30', '2026-05-01', 'holiday', VICTORY, 'sure'],
  ['2026-08-22', '2026-08-22', 'swapped-work', NATION, 'unsure'],
  ['2026-08-31', '2026-08-31', 'swapped-off', NATION, 'unsure'],
  ['2026-09-01', '2026-09-02', 'holiday', NATION, 'secondary'],
  ['2026-11-24', '2026-11-24', 'holiday', CULTURE, 'sure'],
  ['2027-01-01', '2027-01-01', 'holiday', NEW_YEAR, 'sure'],
  ['2027-02-05', '2027-02-09', 'holiday', TET, 'unsure'],
  ['2027-02-10', '2027-02-11', 'substitute', TET, 'unsure'],
  ['2027-04-16', '2027-04-16', 'holiday', KINGS, 'sure'],
  ['2027-04-30', '2027-05-01', 'holiday', VICTORY, 'sure'],
  ['2027-05-03', '2027-05-03', 'substitute', VICTORY, 'sure'],
  ['2027-09-02', '2027-09-03', 'holiday', NATION, 'unsure'],
  ['2027-11-24', '2027-11-24', 'holiday', CULTURE, 'sure'],
];

function basisOf(name: string, day: Day): string {
  if (name === CULTURE) return 'Nghị quyết 28/2026/QH16';
  return day < '2021-01-01' ? 'Bộ luật Lao động 2012, Điều 115' : 'Bộ luật Lao động 2019, Điều 112';
}

function daysOf([from, to, kind, name, confidence]: Row): Holiday[] {
  const days: Holiday[] = [];
  for (let day = from; day <= to; day = addDays(day, 1))
    days.push({ day, kind, name, legalBasis: basisOf(name, day), confidence });
  return days;
}

/** 2019 to 2027, one row a day, in order. */
export const holidays: readonly Holiday[] = ROWS.flatMap(daysOf);

const byDay = new Map(holidays.map((row) => [row.day, row]));

/** Whether public offices work: Monday to Friday and swapped Saturdays, without the holidays entered here. */
export function isWorkingDay(day: Day): boolean {
  const row = byDay.get(day);
  if (row) return row.kind === 'swapped-work';
  return weekdayOf(day) !== 0 && weekdayOf(day) !== 6;
}
