import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import type { Id } from '#kernel/words/id.ts';
import { previewSettlement } from '../settle/actions.ts';
import { type Ledger, ofMonth, sumVnd } from './ledger.ts';

interface Stored {
  hands: Record<Id, string>;
  stored: Record<Id, string>;
  holders: Record<Id, Id>;
  statuses: Record<Id, string>;
  offers: Id[] | null;
  torn: unknown[] | null;
  unexplained: unknown[] | null;
  loose: unknown[] | null;
  marks: unknown[] | null;
  rollups: unknown[] | null;
  hours: unknown[] | null;
}

/** Everything the database says of the ledger, summed from its facts, with what its stored figures say otherwise. */
async function readStored(read: Read): Promise<Stored> {
  const { rows } = await sql<{ all: Stored }>`
    with flow as (
      select hand, sum(vnd) as vnd from (
        select to_hand as hand, amount_vnd as vnd from money_move union all select from_hand, -amount_vnd from money_move
      ) m group by hand
    ), trail as (
      select thing_id, hand, sum(n) as n from (
        select thing_id, to_hand as hand, 1 as n from thing_move union all select thing_id, from_hand, -1 from thing_move
      ) m group by 1, 2
    ), cell as (
      select month, programme, office_id, unit_id, sum(due) as due, sum(due_vnd) as due_vnd, sum(bank) as bank, sum(bank_vnd) as bank_vnd,
        sum(paid) as paid, sum(paid_vnd) as paid_vnd, sum(gone) as gone, sum(gone_vnd) as gone_vnd
      from (
        select month, programme, office_id, coalesce(unit_id, 0) as unit_id, 1 as due, amount_vnd as due_vnd,
          (channel = 'bank')::int as bank, (channel = 'bank')::int * amount_vnd as bank_vnd, 0 as paid, 0 as paid_vnd,
          (status = 'returned')::int as gone, (status = 'returned')::int * amount_vnd as gone_vnd
        from voucher
        union all
        select p.month, p.programme, p.office_id, coalesce(v.unit_id, 0), 0, 0, 0, 0, 1, p.amount_vnd, 0, 0
        from payment p join voucher v on v.id = p.voucher_id left join payment_reversal r using (voucher_id, attempt)
        where r.voucher_id is null
        union all
        select month, programme, office_id, unit_id, -due_count, -due_vnd, -bank_count, -bank_vnd, -paid_count, -paid_vnd,
          -returned_count, -returned_vnd
        from payout_rollup
      ) e group by 1, 2, 3, 4
    ), hour as (
      select month, programme, office_id, day, hour, sum(n) as n, sum(vnd) as vnd from (
        select p.month, p.programme, p.office_id, p.business_day as day, extract(hour from p.paid_at at time zone 'Asia/Ho_Chi_Minh') as hour,
          1 as n, p.amount_vnd as vnd
        from payment p left join payment_reversal r using (voucher_id, attempt) where r.voucher_id is null
        union all
        select month, programme, office_id, day, hour, -paid_count, -paid_vnd from payout_hour
      ) e group by 1, 2, 3, 4, 5
    )
    select json_build_object(
      'hands', (select json_object_agg(hand, vnd::text) from flow),
      'stored', (select json_object_agg(hand_id, balance_vnd::text) from hand_balance),
      'holders', (select json_object_agg(id, holder) from thing),
      'statuses', (select json_object_agg(id, status) from voucher),
      'offers', (select json_agg(handover_id order by handover_id) from open_offer),
      'torn', (select json_agg(t) from trail t join thing on thing.id = t.thing_id join funder f on f.code = 'so-ldtbxh'
        where t.n <> (t.hand = thing.holder)::int - (t.hand = f.agency_hand)::int),
      'unexplained', (select json_agg(u) from (
        select h.id, coalesce(f.vnd, 0) as vnd, coalesce((select sum(case when k.kind = 'surplus' then -k.amount_vnd else k.amount_vnd end)
          from custody_case k where k.office_id = h.office_id
            and not exists (select from custody_case_entry e where e.case_id = k.id and e.kind = 'ruled')), 0) as explained
        from hand h left join flow f on f.hand = h.id where h.kind = 'suspense'
      ) u where vnd <> explained),
      'loose', (select json_agg(s) from (
        select t.id, t.held_by, count(k.id) as named
        from thing t join hand h on h.id = t.holder and h.kind = 'suspense'
        left join custody_case k on k.facts -> 'things' ? t.id::text
          and not exists (select from custody_case_entry e where e.case_id = k.id and e.kind = 'ruled')
        group by t.id
      ) s where named = 0 or held_by is null),
      'marks', (select json_agg(m) from (
        select t.id, t.contested, h.kind, exists (select from custody_case k where k.facts -> 'things' ? t.id::text
          and not exists (select from custody_case_entry e where e.case_id = k.id and e.kind = 'ruled')) as named
        from thing t join voucher v on v.id = t.id join hand h on h.id = t.holder where v.status = 'due'
      ) m where contested <> named or (named and kind = 'desk')),
      'rollups', (select json_agg(c) from cell c
        where (due, due_vnd, bank, bank_vnd, paid, paid_vnd, gone, gone_vnd) <> (0, 0, 0, 0, 0, 0, 0, 0)),
      'hours', (select json_agg(h) from hour h where (n, vnd) <> (0, 0))
    ) as all`.execute(read);
  return (rows[0] as { all: Stored }).all;
}

/** Compares the database with the model: money conserved, one holder a thing, stored figures equal to their facts. */
export async function check(read: Read, ledger: Ledger): Promise<void> {
  const stored = await readStored(read);
  const hands = new Map(Object.entries(stored.hands ?? {}).map(([hand, vnd]) => [hand, BigInt(vnd)]));
  let total = 0n;
  for (const vnd of hands.values()) total += vnd;
  assert.equal(total, 0n, 'money is conserved');
  for (const hand of new Set([...hands.keys(), ...ledger.hands.keys()]))
    assert.equal(
      hands.get(hand) ?? 0n,
      ledger.hands.get(hand) ?? 0n,
      `the hand ${hand} holds what the model says`,
    );
  for (const [hand, vnd] of Object.entries(stored.stored)) {
    assert.equal(BigInt(vnd), hands.get(hand) ?? 0n, `the stored balance of ${hand} is the sum of its moves`);
    assert.ok(BigInt(vnd) >= 0n, `${hand} holds less than nothing`);
  }
  assert.deepEqual(
    new Map(Object.entries(stored.holders ?? {})),
    ledger.holders,
    'each thing is where the model says',
  );
  const statuses = new Map([...ledger.vouchers].map(([id, voucher]) => [id, voucher.status]));
  assert.deepEqual(
    new Map(Object.entries(stored.statuses ?? {})),
    statuses,
    'vouchers stand as the model says',
  );
  assert.deepEqual(
    stored.offers ?? [],
    [...ledger.offers.keys()].sort(),
    'the open offers are those of the model',
  );
  assert.equal(stored.torn, null, 'the moves of a thing lead from its issuer to its holder');
  assert.equal(stored.unexplained, null, 'what stands aside is what open differences name, once each');
  assert.equal(stored.loose, null, 'what stands aside is named by an open difference, and held');
  assert.equal(stored.marks, null, 'what an open difference names bears it, and lies on no desk');
  assert.equal(stored.rollups, null, 'rollups equal what they count');
  assert.equal(stored.hours, null, 'hourly figures equal what they count');
}

/** The month's view of the head office, its offices' lines added up, against the model and against each other. */
export async function checkMonth(
  read: Read,
  ledger: Ledger,
  programme: string,
  month: string,
): Promise<void> {
  const view = await previewSettlement(read, programme, month);
  const all = ofMonth(ledger, month);
  const paid = all.filter((voucher) => voucher.status === 'paid');
  assert.equal(view.paidVnd, sumVnd(paid), 'the head office sees what was paid');
  assert.equal(view.match.signedVnd, view.paidVnd);
  assert.equal(view.unmatchedListVnd, 0n, 'the list equals what became of it');
  assert.equal(view.unmatchedCashVnd, 0n, 'the cash book equals the signed vouchers');
  assert.deepEqual(view.match.unmatched, []);
  assert.equal(view.fundedVnd, ledger.funded.get(month) ?? 0n);
  for (const [office, mine] of Map.groupBy(all, (voucher) => voucher.office)) {
    const lines = view.lines.filter((line) => line.officeId === office);
    const sum = (pick: (line: (typeof lines)[number]) => bigint) =>
      lines.reduce((vnd, line) => vnd + pick(line), 0n);
    const of = (status: string) => sumVnd(mine.filter((voucher) => voucher.status === status));
    assert.equal(
      sum((line) => line.paidVnd),
      of('paid'),
      'the office sees what it paid',
    );
    assert.equal(
      sum((line) => line.openVnd),
      of('due'),
    );
    assert.equal(
      sum((line) => line.carriedVnd + line.returnedVnd),
      of('returned'),
    );
  }
}
