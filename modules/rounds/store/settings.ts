import { sql } from 'kysely';
import type { Read, Tx } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { isSettingName, whyNotSet } from '../rules/settings.ts';
import type { Terrain } from '../rules/travel.ts';

export interface SettingRow {
  readonly name: string;
  readonly validFrom: Day;
  readonly value: bigint;
  readonly legalBasis: string;
  readonly confidence: string;
}

/** The figures in force on a day. */
export async function listSettings(read: Read, on: Day): Promise<SettingRow[]> {
  const { rows } = await sql<SettingRow>`
    select distinct on (name) name, valid_from as "validFrom", value, legal_basis as "legalBasis", confidence
    from round_setting where valid_from <= ${on} order by name, valid_from desc`.execute(read);
  return rows;
}

export interface SetCommand {
  readonly name: string;
  readonly validFrom: Day;
  readonly value: bigint;
  readonly legalBasis: string;
  readonly by: Id;
}

/** Sets a figure from a day on; what was in force before that day stays. Refuses `setting_unknown`, `setting_unfit`, `setting_dated`. */
export async function setFigure(tx: Tx, now: Date, command: SetCommand): Promise<void> {
  const { name, validFrom, value, legalBasis, by } = command;
  if (!isSettingName(name)) throw new Refusal('setting_unknown', { name });
  const unfit = whyNotSet(name, value);
  if (unfit) throw new Refusal('setting_unfit', { name, from: String(unfit.from), to: String(unfit.to) });
  const written = await tx
    .insertInto('round_setting')
    .values({
      name,
      valid_from: validFrom,
      value,
      legal_basis: legalBasis,
      confidence: 'sure',
      set_by: by,
      set_at: now,
    })
    .onConflict((conflict) => conflict.columns(['name', 'valid_from']).doNothing())
    .executeTakeFirst();
  if (written.numInsertedOrUpdatedRows !== 1n) throw new Refusal('setting_dated', { name, validFrom });
}

/** Tells the ground of a place: the commune's own row, else its district's, else a town by its name, else the plain. */
export async function readTerrains(
  read: Read,
  on: Day,
): Promise<(unit: { code: string; name: string; districtCode: string | null }) => Terrain> {
  const { rows } = await sql<{ code: string; level: string; terrain: Terrain }>`
    select distinct on (code, level) code, level, terrain from unit_terrain where valid_from <= ${on}
    order by code, level, valid_from desc`.execute(read);
  const known = new Map(rows.map(({ code, level, terrain }) => [`${level} ${code}`, terrain]));
  return ({ code, name, districtCode }) =>
    known.get(`commune ${code}`) ??
    (/^(Phường|Thị trấn|Thị xã|Thành phố)/.test(name) ? 'town' : undefined) ??
    known.get(`district ${districtCode}`) ??
    'plain';
}
