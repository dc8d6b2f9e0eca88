import { sql } from 'kysely';
import { PAGE, type PageAsked, pageOf, readCursor } from '#kernel/contract/pages.ts';
import type { Read } from '#kernel/db/types.ts';
import type { Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { named } from '../../people/store/named.ts';
import type { Channel } from '../../voucher.ts';

/** What may be handed on: due in cash, and not held back by a freeze. Found by `thing_holder`. */
const heldBy = (handId: Id) => sql`
  thing t join voucher v on v.id = t.id
  where t.holder = ${handId} and t.kind = 'voucher' and t.held_by is null and v.status = 'due' and v.channel <> 'bank'`;

export interface HeldAsked extends PageAsked {
  readonly handId: Id;
  readonly payOn?: Day | undefined;
  readonly atOfficeId?: Id | undefined;
  readonly listId?: Id | undefined;
  /** Whose they are; without it everybody's. */
  readonly citizens?: readonly Id[] | undefined;
  /** Words without diacritics that all begin a word of the name. */
  readonly words?: readonly string[] | undefined;
}

interface HeldRow {
  id: Id;
  full_name: string;
  tail_key: string;
  birth: string | null;
  hamlet: string | null;
  commune: string | null;
  programme: string;
  benefit_month: Day;
  amount_vnd: bigint;
  channel: Channel;
  pay_on: Day;
  office: string;
}

/** Vouchers that a hand holds and may hand on, by given name. */
export async function pageOfHeld(read: Read, asked: HeldAsked) {
  const { handId, payOn = null, atOfficeId = null, listId = null, citizens = null, words = [] } = asked;
  const limit = asked.limit ?? PAGE;
  const after = readCursor(asked.after, 'text', 'id');
  const { rows } = await sql<HeldRow>`
    select p.*, u.name as commune from (
      select v.id, v.programme, v.benefit_month, v.amount_vnd, v.channel, v.pay_on, v.unit_id, o.name as office,
        c.full_name, c.tail_key, coalesce(c.born_on::text, c.birth_year::text) as birth, c.hamlet
      from (select v.* from ${heldBy(handId)}) v join citizen c on c.id = v.citizen_id join office o on o.id = v.office_id
      where (${payOn}::date is null or v.pay_on = ${payOn}) and (${atOfficeId}::uuid is null or v.office_id = ${atOfficeId})
        and (${listId}::uuid is null or v.list_id = ${listId})
        and (${citizens === null} or v.citizen_id = any (${[...(citizens ?? [])]}::uuid[])) ${named(words)}
        and (${after === null} or (c.tail_key, v.id) > (${after?.[0] ?? ''}::text collate "C", ${after?.[1] ?? null}::uuid))
      order by c.tail_key, v.id limit ${limit + 1}
    ) p left join unit u on u.id = p.unit_id order by p.tail_key, p.id`.execute(read);
  return pageOf(
    rows,
    limit,
    (row) => [row.tail_key, row.id],
    (row) => ({
      id: row.id,
      fullName: row.full_name,
      birth: row.birth,
      hamlet: row.hamlet,
      commune: row.commune,
      programme: row.programme,
      benefitMonth: row.benefit_month.slice(0, 7),
      amountVnd: row.amount_vnd,
      channel: row.channel,
      payOn: row.pay_on,
      office: row.office,
    }),
  );
}

/** The vouchers of an offer while it is open, by given name: no more of a person than tells one voucher from another. */
export async function pageOfOffered(read: Read, offerId: Id, asked: PageAsked) {
  const limit = asked.limit ?? PAGE;
  const after = readCursor(asked.after, 'text', 'id');
  const { rows } = await sql<
    Pick<HeldRow, 'id' | 'full_name' | 'tail_key' | 'programme' | 'benefit_month' | 'amount_vnd'>
  >`
    select v.id, c.full_name, c.tail_key, v.programme, v.benefit_month, v.amount_vnd
    from open_offer f join thing_move m on m.handover_id = f.handover_id join voucher v on v.id = m.thing_id
    join citizen c on c.id = v.citizen_id
    where f.handover_id = ${offerId}
      and (${after === null} or (c.tail_key, v.id) > (${after?.[0] ?? ''}::text collate "C", ${after?.[1] ?? null}::uuid))
    order by c.tail_key, v.id limit ${limit + 1}`.execute(read);
  return pageOf(
    rows,
    limit,
    (row) => [row.tail_key, row.id],
    (row) => ({
      id: row.id,
      fullName: row.full_name,
      programme: row.programme,
      benefitMonth: row.benefit_month.slice(0, 7),
      amountVnd: row.amount_vnd,
    }),
  );
}

/** What a hand holds, counted: all of them, by day and place of payment, and by the list that they came with. */
export async function groupHeld(read: Read, handId: Id) {
  const { rows } = await sql<{
    grouped: number;
    pay_on: Day;
    office_id: Id;
    office: string;
    list_id: Id;
    file_name: string;
    programme: string;
    month: Day;
    n: number;
    vnd: bigint;
  }>`
    select g.*, o.name as office, l.file_name, l.programme, l.month from (
      select grouping(v.pay_on, v.list_id) as grouped, v.pay_on, v.office_id, v.list_id, count(*)::int as n,
        coalesce(sum(v.amount_vnd), 0)::bigint as vnd
      from (select v.* from ${heldBy(handId)}) v group by grouping sets ((v.pay_on, v.office_id), (v.list_id), ())
    ) g left join office o on o.id = g.office_id left join payout_list l on l.id = g.list_id
    order by g.pay_on, o.name, l.month desc, l.programme, l.accepted_at`.execute(read);
  const all = rows.find(({ grouped }) => grouped === 3);
  const sums = ({ n, vnd }: (typeof rows)[number]) => ({ vouchers: n, totalVnd: vnd });
  return {
    vouchers: all?.n ?? 0,
    totalVnd: all?.vnd ?? 0n,
    days: rows
      .filter(({ grouped }) => grouped === 1)
      .map((row) => ({ payOn: row.pay_on, officeId: row.office_id, office: row.office, ...sums(row) })),
    lists: rows
      .filter(({ grouped }) => grouped === 2)
      .map((row) => ({
        listId: row.list_id,
        fileName: row.file_name,
        programme: row.programme,
        month: row.month.slice(0, 7),
        ...sums(row),
      })),
  };
}
