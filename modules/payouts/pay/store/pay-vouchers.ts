import { sql } from 'kysely';
import { arrayLiteral, bareLiteral, bytesLiteral } from '#kernel/db/array-literal.ts';
import type { Tx } from '#kernel/db/types.ts';
import type { Doer } from '#kernel/handover/envelope.ts';
import { type PostAnswer, postInRounds, type PostRow } from '#kernel/handover/post.ts';
import { dayAt } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import type { Count } from '#kernel/words/money.ts';
import { receiptLetters } from '../rules/receipt.ts';
import type { Till } from './tills.ts';
import type { CollectorKind } from '../../voucher.ts';

/** Who the money was given to, as the payment's row keeps it. */
export interface CollectorRow {
  readonly collectorKind: CollectorKind;
  readonly collectorName: string;
  readonly authorityId: Id | null;
  readonly heirId: Id | null;
}

/** One act at a counter, judged and ready to be posted. */
export interface Act extends CollectorRow {
  readonly id: Id;
  readonly doer: Doer & { readonly kind: 'person' };
  readonly officeId: Id;
  readonly till: Till;
  readonly occurredAt: Date;
  readonly inputHash: Buffer;
  readonly signed: 'paper' | 'pad';
  readonly signatureSha256?: string;
  readonly count?: Count;
  readonly door?: { readonly deviceId: Id; readonly proof: Readonly<Record<string, unknown>> };
  readonly vouchers: readonly {
    readonly id: Id;
    readonly citizenId: Id;
    readonly agencyHand: Id;
    readonly amountVnd: bigint;
  }[];
}

/**
 * Posts the acts and writes their payments, the vouchers' status and the rollups of the offices, in one call for any number
 * of counters. Answers each act as the ledger does.
 */
export function payVouchers(tx: Tx, now: Date, acts: readonly Act[]): Promise<PostAnswer[]> {
  return postInRounds(acts, async (round) => {
    const rows = await callPay(tx, now, round);
    const odd = new Map(rows.map((row) => [row.envelope_at, row]));
    const posted = { answer: 'posted' as const, facts: null, posted_on: dayAt(now) };
    return round.map((_, i) => odd.get(i + 1) ?? { envelope_at: i + 1, ...posted });
  });
}

async function callPay(tx: Tx, now: Date, acts: readonly Act[]): Promise<PostRow[]> {
  const placeOf = new Map<Till, number>();
  const tills: Act[] = [];
  for (const act of acts) {
    if (placeOf.has(act.till)) continue;
    placeOf.set(act.till, tills.push(act));
  }
  const vouchers = acts.flatMap((act, i) => act.vouchers.map((voucher) => ({ at: i + 1, ...voucher })));
  const notes = acts.flatMap(({ count }, i) =>
    Object.entries(count ?? {}).map(([note, pieces]) => ({ at: i + 1, note, pieces })),
  );
  const till = (pick: (till: Till, act: Act) => string) =>
    arrayLiteral(tills.map((act) => pick(act.till, act)));
  const column = (pick: (act: Act) => string | Date | null) => arrayLiteral(acts.map(pick));
  const { rows } = await sql<PostRow>`-- named: pay vouchers
    select act_at as envelope_at, answer, facts, posted_on from pay_vouchers(${now},
      ${till((_, act) => act.doer.id)}::uuid[], ${till((_, act) => act.doer.name)}::text[], ${till((_, act) => act.officeId)}::uuid[],
      ${till((t) => t.officeCode)}::text[], ${till((t) => t.drawer)}::uuid[], ${till((t) => t.desk)}::uuid[], ${till((t) => t.party)}::uuid[],
      ${bareLiteral(acts.map((act) => act.id))}::uuid[], ${column((act) => act.door?.deviceId ?? null)}::uuid[],
      ${bareLiteral(acts.map((act) => placeOf.get(act.till) as number))}::int[],
      ${column((act) => act.occurredAt)}::timestamptz[], ${bytesLiteral(acts.map((act) => act.inputHash))}::bytea[],
      ${bareLiteral(acts.map((act) => receiptLetters(act.id)))}::text[], ${bareLiteral(acts.map((act) => act.signed))}::text[], ${column(proofOf)}::jsonb[],
      ${bareLiteral(acts.map((act) => act.collectorKind))}::text[], ${column((act) => act.collectorName)}::text[],
      ${column(() => null)}::text[], ${column((act) => act.authorityId)}::uuid[], ${column((act) => act.heirId)}::uuid[],
      ${bareLiteral(vouchers.map((v) => v.at))}::int[], ${bareLiteral(vouchers.map((v) => v.id))}::uuid[],
      ${bareLiteral(vouchers.map((v) => v.agencyHand))}::uuid[], ${bareLiteral(vouchers.map((v) => v.citizenId))}::uuid[],
      ${bareLiteral(vouchers.map((v) => v.amountVnd))}::bigint[],
      ${bareLiteral(notes.map((n) => n.at))}::int[], ${bareLiteral(notes.map((n) => n.note))}::int[],
      ${bareLiteral(notes.map((n) => n.pieces))}::int[])`.execute(tx);
  return rows;
}

/** What the handover's leaf proves beside its moves. */
function proofOf({ signatureSha256, door }: Act): string | null {
  if (signatureSha256 === undefined && !door) return null;
  return JSON.stringify({ ...door?.proof, ...(signatureSha256 !== undefined && { signatureSha256 }) });
}

/** Payments of one handover, for those that the ledger posted by another way: what a bank credited. */
export interface PaidTogether {
  readonly handoverId: Id;
  readonly paidFrom: Id;
  readonly signed: 'bank';
  readonly rows: readonly (CollectorRow & {
    readonly voucherId: Id;
    readonly citizenId: Id;
    readonly officeId: Id;
    readonly receiptNo: string;
    /** From `sealPaidAccount`. */
    readonly sealedAccount: string;
  })[];
}

/** Writes the payments of a posted handover, the vouchers' status and the rollups. */
export async function recordPaid(
  tx: Tx,
  now: Date,
  { handoverId, paidFrom, signed, rows }: PaidTogether,
): Promise<void> {
  if (rows.length === 0) return;
  const column = (pick: (row: PaidTogether['rows'][number]) => string | null) => arrayLiteral(rows.map(pick));
  await sql`select record_payments(${now},
    ${column(() => handoverId)}::uuid[], ${column((row) => row.officeId)}::uuid[], ${column(() => paidFrom)}::uuid[],
    ${column(() => dayAt(now))}::date[], ${column((row) => row.receiptNo)}::text[], ${column(() => signed)}::text[],
    ${column((row) => row.collectorKind)}::text[], ${column((row) => row.collectorName)}::text[],
    ${column((row) => row.sealedAccount)}::text[], ${column((row) => row.authorityId)}::uuid[],
    ${column((row) => row.heirId)}::uuid[],
    ${bareLiteral(rows.map((_, i) => i + 1))}::int[], ${column((row) => row.voucherId)}::uuid[],
    ${column((row) => row.citizenId)}::uuid[])`.execute(tx);
}
