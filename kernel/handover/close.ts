import { sql } from 'kysely';
import type { Tx } from '../db/types.ts';
import { dayAt, type Day } from '../words/day.ts';
import type { Id } from '../words/id.ts';
import { Refusal } from '../words/refusal.ts';
import { type CloseCommand, closeHandDays, type HandClosed } from './close-hands.ts';
import { type NamedHand, namedHand } from './hands.ts';
import { holdOfficeDay } from './office-day.ts';

export type { CloseCommand, HandClosed };

/**
 * Closes one physical hand's day: the book and the count are both kept, a difference goes to suspense with a case, and
 * the stored book becomes what was counted. Later entries of this hand land in the next day. The same id is the same close.
 * Refuses `day_closed`, `day_ahead`, `hand_not_found`, `conflict`.
 */
export async function closeHandDay(tx: Tx, now: Date, command: CloseCommand): Promise<HandClosed> {
  const [answer] = await closeHandDays(tx, now, [command]);
  if (!answer || answer instanceof Refusal) throw answer ?? new Refusal('conflict', { id: command.id });
  return answer;
}

/**
 * Closes an office's day once every one of its physical hands that moved is closed, and every office below it.
 * Refuses `hands_open` or `offices_open` with their names, `day_closed`, `day_ahead`.
 */
export async function closeOfficeDay(
  tx: Tx,
  now: Date,
  command: { readonly officeId: Id; readonly day: Day; readonly by: Id; readonly figures: unknown },
): Promise<void> {
  const { officeId, day, by } = command;
  if (day > dayAt(now)) throw new Refusal('day_ahead', { day });
  // Held before looking, so that no hand of the office moves between the look and the close.
  await holdOfficeDay(tx, [officeId], 'alone');
  const { rows: hands } = await sql<{ hand: NamedHand }>`
    select ${namedHand('h')} as hand from hand h join hand_balance b on b.hand_id = h.id
    where h.office_id = ${officeId} and h.kind in ('vault', 'drawer', 'bag') and h.closed_at is null and (b.closed_day is null or b.closed_day < ${day})
      and (b.balance_vnd > 0 or exists (select 1 from money_move m where m.from_hand = h.id and m.business_day = ${day})
        or exists (select 1 from money_move m where m.to_hand = h.id and m.business_day = ${day}))
    order by h.name limit 20`.execute(tx);
  if (hands.length > 0) throw new Refusal('hands_open', { hands: hands.map(({ hand }) => hand) });
  const { rows: offices } = await sql<{ name: string }>`
    select o.name from office o
    where o.parent_id = ${officeId} and o.closed_on is null
      and not exists (select 1 from office_close c where c.office_id = o.id and c.business_day >= ${day})
      and exists (select 1 from handover h where h.office_id = o.id and h.business_day = ${day})
    order by o.name limit 20`.execute(tx);
  if (offices.length > 0)
    throw new Refusal('offices_open', { offices: offices.map((office) => office.name) });
  const { rows } = await sql<{ closed: Day | null }>`
    select close_office_day(${officeId}, ${day}, ${by}, ${now}, ${JSON.stringify(command.figures)}::jsonb) as closed`.execute(
    tx,
  );
  if (!rows[0]?.closed) throw new Refusal('day_closed', { day });
}
