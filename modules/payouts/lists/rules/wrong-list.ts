import type { Month } from '#kernel/words/day.ts';
import type { ProgrammeCode } from '../../programmes/data/programme.ts';
import { programmeOfRegime } from '../../programmes/data/regimes.ts';

/** Where a list names a regime that another programme pays. */
export interface StrangeRegime {
  readonly sheet: string;
  readonly row: number;
  readonly regime: string;
}

/**
 * Watches the regimes that the rows of a list name. `stranger` is the first that belongs to another programme, once most of
 * those known do; else null. A list given in for the wrong programme would otherwise be paid a second time under it.
 */
export function regimeWatch(programme: string) {
  const known = new Map<string, ProgrammeCode | null>();
  let own = 0;
  let strange = 0;
  let first: StrangeRegime | null = null;
  return {
    see(sheet: string, row: number, regime: string | null): void {
      if (regime === null) return;
      let payer = known.get(regime);
      if (payer === undefined) {
        payer = programmeOfRegime(regime);
        // A column read as the regime by mistake holds a new text in every row.
        if (known.size < 1_000) known.set(regime, payer);
      }
      if (payer === null) return;
      if (payer === programme) own++;
      else {
        strange++;
        first ??= { sheet, row, regime };
      }
    },
    stranger: (): StrangeRegime | null => (strange > own ? first : null),
  };
}

/** `2020-12` in `2020-12-luong-huu.xlsx`, `12.2020`; a whole date dates the file, not the month paid. */
export function monthOfFileName(name: string): Month | null {
  const found =
    /(?<![\d.-])(20\d\d)[-_.](0[1-9]|1[0-2])(?![-_.]?\d)/.exec(name) ??
    /(?<!\d|\d[-_.])(?<month>0?[1-9]|1[0-2])[-_.](?<year>20\d\d)(?!\d)/.exec(name);
  if (!found) return null;
  const [year, month] = found.groups ? [found.groups['year'], found.groups['month']] : [found[1], found[2]];
  return `${year}-${String(month).padStart(2, '0')}`;
}
