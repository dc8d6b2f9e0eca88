import type { Read, Tx } from '#kernel/db/types.ts';
import { keepWritten } from '#kernel/files/keep.ts';
import { post } from '#kernel/handover/post.ts';
import { writeCsv } from '#kernel/sheets/write.ts';
import { dayAt, formatMonth } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import {
  type Agreed,
  outlookOf,
  type Sum,
  type WithdrawalOutlook,
  whyNotWithdraw,
} from '../rules/whole-list.ts';
import { openList } from '../store/lists.ts';
import { insertWithdrawal } from '../store/taken-back.ts';
import { findSetting, showProgramme } from '../../programmes/store/programmes.ts';
import { holdPeriod, isSettled } from '../../settle/store/settlement.ts';
import {
  readStands,
  readWithdrawable,
  showWholeList,
  type WholeList,
  type WithdrawnLine,
} from '../store/whole-list.ts';
import { mustPost, type Person } from '../../posting.ts';
import { whyNotTwo } from '../../cash/actions/two-people.ts';
import { mustNotPay } from '../../pay/actions/unpaid.ts';
import { sendToFunder } from './withdraw-lines.ts';

/** Above this much, a withdrawal or its restoration needs two people: the limit of returns, which frees money alike. */
export const WITHDRAWAL_LIMIT = 'unpaid-two-people-above';

export interface WithdrawWhole extends Agreed {
  /** Of the act, and of the withdrawal list that it makes. */
  readonly id: Id;
  readonly listId: Id;
  readonly doer: Person;
  readonly witnessId: Id | null;
  /** The funder's letter or decision. */
  readonly document: string;
  readonly reason: string;
}

/** What withdrawing a whole list would do now. Refuses `not_found`, `list_is_withdrawal`. */
export async function outlookOfList(
  read: Read,
  listId: Id,
): Promise<WithdrawalOutlook & { list: WholeList }> {
  const list = await showWholeList(read, listId);
  if (list.kind === 'withdrawal') throw new Refusal('list_is_withdrawal', { file: list.fileName });
  return { list, ...outlookOf(await readStands(read, list)) };
}

/**
 * Withdraws all of a list that is still unpaid, at once: the post makes the withdrawal list itself, keeps it as a file, and
 * the vouchers go from their desks to the funder. What is paid, returned or in no desk stays, and only when whoever acts has
 * said so. Refuses `list_is_withdrawal`, `nothing_to_withdraw`, `list_not_whole`, `list_changed`, `period_locked`, `two_people_needed`,
 * `payer_returns`.
 */
export async function withdrawWhole(
  tx: Tx,
  now: Date,
  command: WithdrawWhole,
  filesFolder: string,
): Promise<{ vouchers: number; totalVnd: bigint }> {
  const { id, listId, doer, witnessId, document, reason } = command;
  for (const by of witnessId === null ? [doer.id] : [doer.id, witnessId]) await mustNotPay(tx, by);
  const { list, ...outlook } = await outlookOfList(tx, listId);
  await mustBeOpen(tx, list);
  // Judged by the very vouchers that go: what came back to a desk since the look is not taken unseen.
  const lines = await readWithdrawable(tx, list);
  const goes = sumOf(lines);
  const why = whyNotWithdraw({ ...outlook, goes }, command);
  if (why) throw why;
  const alone = whyNotTwo(
    goes.totalVnd,
    await findSetting(tx, WITHDRAWAL_LIMIT, dayAt(now)),
    doer.id,
    witnessId,
  );
  if (alone) throw alone;
  const month = list.monthOn.slice(0, 7);
  const { agencyHand } = await showProgramme(tx, list.programme, month);
  const file = await keepWritten(filesFolder, (out) => writeCsv(out, asSheet(lines, id)));
  const handoverId = newId();
  const input = { list: id, sha256: file.sha256, withdraws: listId, document, reason };
  const [answer] = await post(tx, now, [
    {
      id: handoverId,
      kind: 'list-accept',
      doer,
      officeId: (await showRootOffice(tx)).id,
      occurredAt: now,
      input,
      reason,
      ...(witnessId && { witnesses: [witnessId] }),
    },
  ]);
  mustPost(answer);
  const done = await sendToFunder(tx, now, lines, { listId: id, doer, witnessId, agencyHand, reason });
  await openList(tx, now, {
    id,
    programme: list.programme,
    month,
    kind: 'withdrawal',
    fileName: `thu-hoi-${list.fileName.replace(/\.[^.]*$/, '')}.csv`.slice(-200),
    fileBytes: file.bytes,
    sha256: file.sha256,
    people: new Set(lines.map((line) => line.citizenId)).size,
    ...done,
    findings: [],
    handoverId,
    doer,
  });
  await insertWithdrawal(tx, { listId: id, ofList: listId, document, reason, by: doer.id, witnessId });
  return done;
}

const sumOf = (lines: readonly WithdrawnLine[]): Sum => ({
  vouchers: lines.length,
  totalVnd: lines.reduce((vnd, { amountVnd }) => vnd + amountVnd, 0n),
});

/** Refuses `period_locked` once the month's figures have gone to the funder. */
export async function mustBeOpen(tx: Tx, { programme, monthOn }: WholeList): Promise<void> {
  await holdPeriod(tx, programme, monthOn, 'shared');
  if (await isSettled(tx, programme, monthOn))
    throw new Refusal('period_locked', { programme, month: monthOn.slice(0, 7) });
}

/** The withdrawal list as a file: who, what, how much; the act's id makes the file of each act its own. */
function asSheet(lines: readonly WithdrawnLine[], id: Id) {
  const heads = [
    'Dòng',
    'Họ và tên',
    'Ngày sinh',
    'CCCD',
    'Đối tượng',
    'Kỳ hưởng',
    'Số tiền thu hồi',
    'Đơn vị chi',
    `Lần thu hồi ${id}`,
  ];
  return {
    columns: heads.map((head) => ({ head })),
    rows: lines.map((line) => [
      line.line,
      line.fullName,
      line.birth,
      line.cccdMasked,
      line.regime,
      formatMonth(line.benefitMonth.slice(0, 7)),
      line.amountVnd,
      line.office,
      null,
    ]),
  };
}
