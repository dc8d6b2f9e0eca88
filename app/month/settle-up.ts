import { type Day, lastDayOf } from '#kernel/words/day.ts';
import { newId } from '#kernel/words/id.ts';
import { lockSettlement, settle, type Settlement } from '#modules/payouts/settle/actions.ts';
import { returnUnpaid } from '#modules/payouts/pay/actions/unpaid.ts';
import { act, at, type Run } from './run.ts';

/** What nobody collected goes back on its way to the funder, by each programme's rule. */
export async function returnAll(run: Run, day: Day) {
  let vouchers = 0;
  let totalVnd = 0n;
  for (const { code } of run.programmes) {
    const back = await act(run, (tx) =>
      returnUnpaid(tx, at(day, '08:00'), {
        doer: run.crew.controller,
        witnessId: run.crew.accountant.id,
        programme: code,
        month: run.month,
        officeIds: null,
        reason: 'Quá hạn không đến nhận',
      }),
    );
    vouchers += back.vouchers;
    totalVnd += back.totalVnd;
  }
  return { vouchers, totalVnd };
}

/** Each programme on its day: settled by the treasurer, locked by the chief accountant. */
export async function settleAll(run: Run): Promise<Settlement[]> {
  const settled: Settlement[] = [];
  const inOrder = run.programmes.toSorted((a, b) => (a.calendar.settleOn < b.calendar.settleOn ? -1 : 1));
  for (const { code, calendar } of inOrder) {
    const day = calendar.settleOn < lastDayOf(run.month) ? calendar.settleOn : lastDayOf(run.month);
    const command = { programme: code, month: run.month };
    const listed = await run.db.read
      .selectFrom('payout_list')
      .select('id')
      .where('programme', '=', code)
      .where('month', '=', `${run.month}-01`)
      .limit(1)
      .executeTakeFirst();
    if (!listed || run.unfunded.includes(code)) continue;
    settled.push(
      await act(run, (tx) =>
        settle(tx, at(day, '10:00'), { ...command, id: newId(), doer: run.crew.treasurer }),
      ),
    );
    await act(run, (tx) => lockSettlement(tx, at(day, '11:00'), { ...command, doer: run.crew.accountant }));
  }
  return settled;
}
