import type { Tx } from '#kernel/db/types.ts';
import { publish } from '#kernel/feed/feed.ts';
import { post } from '#kernel/handover/post.ts';
import { dayAt, type Day } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import {
  listPaidToHeirs,
  readRecalled,
  type Recalled,
  recordReplanned,
  takeDeathBack,
} from '../store/deaths.ts';
import { listRecordsOf } from '../store/person.ts';
import { holdPeriod, isSettled } from '../../settle/store/settlement.ts';
import { setAside } from '../../cases/actions/set-aside.ts';
import { mustPost, type Person } from '../../posting.ts';

export interface DeathCorrected {
  readonly diedOn: Day;
  /** Vouchers that are due again, on the desks they were recalled from. */
  readonly replanned: number;
  /** Vouchers of months that are settled: their money has gone back, and only the funder's next list brings it again. */
  readonly reissue: readonly {
    readonly voucherId: Id;
    readonly programme: string;
    readonly month: string;
    readonly benefitMonth: string;
    readonly amountVnd: bigint;
  }[];
  /** What an heir collected meanwhile: each is taken back by a proposal of its own. */
  readonly paidToHeirs: readonly { readonly handoverId: Id; readonly amountVnd: bigint }[];
}

/**
 * Takes back a death that was recorded by mistake, by two people: the register keeps what it said, and the vouchers that
 * were recalled return by compensation to the desks they left, to be paid from today on. Refuses `death_not_recorded`.
 */
export async function correctDeath(
  tx: Tx,
  now: Date,
  command: {
    readonly id: Id;
    readonly doer: Person;
    readonly witnessId: Id;
    readonly citizenId: Id;
    readonly document: string;
    readonly reason: string;
  },
): Promise<DeathCorrected> {
  const { id, doer, witnessId, citizenId, document, reason } = command;
  const records = await listRecordsOf(tx, citizenId);
  const diedOn = await takeDeathBack(tx, now, { id, records, reason, document, by: doer.id, witnessId });
  if (diedOn === null) throw new Refusal('death_not_recorded', { citizen: citizenId });
  const open: Recalled[] = [];
  const settled: Recalled[] = [];
  for (const voucher of await readRecalled(tx, records)) {
    await holdPeriod(tx, voucher.programme, voucher.month, 'shared');
    ((await isSettled(tx, voucher.programme, voucher.month)) ? settled : open).push(voucher);
  }
  const envelopes = [...Map.groupBy(open, (voucher) => voucher.desk)].map(([desk, group]) => ({
    id: newId(),
    kind: 'death-correction',
    doer,
    officeId: (group[0] as Recalled).deskOffice,
    occurredAt: now,
    input: { proposal: id, vouchers: group.map((voucher) => voucher.id) },
    reason,
    // A recall may have taken back the vouchers of several people at once, so it is named here, not reversed whole.
    proof: { proposal: id, corrects: [...new Set(group.map((voucher) => voucher.recalledBy))] },
    witnesses: [witnessId],
    things: group.map((voucher) => ({ thing: voucher.id, from: voucher.holder, to: desk })),
  }));
  (await post(tx, now, envelopes)).forEach(mustPost);
  const voucherIds = open.map((voucher) => voucher.id);
  await recordReplanned(tx, voucherIds, dayAt(now));
  await setAside(tx, now, voucherIds);
  await publish(tx, 'payouts', { offices: [...new Set(open.map((voucher) => voucher.officeId))] });
  return {
    diedOn,
    replanned: open.length,
    reissue: settled.map((voucher) => ({
      voucherId: voucher.id,
      programme: voucher.programme,
      month: voucher.month.slice(0, 7),
      benefitMonth: voucher.benefitMonth.slice(0, 7),
      amountVnd: voucher.amountVnd,
    })),
    paidToHeirs: await listPaidToHeirs(tx, records),
  };
}
