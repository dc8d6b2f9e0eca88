import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { newestCheckpoint } from '#kernel/evidence/checkpoints.ts';
import { dayAt, type Day, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { DENOMINATIONS_VND } from '#kernel/words/money.ts';
import { issuerOf } from '../../forms/issuer.ts';
import type { FormContent } from '../../forms/shapes.ts';
import type { Ruling } from '../../cases/rules.ts';
import type { Settlement } from '../actions.ts';
import type { Office } from '../../lists/store/form.ts';
import type { Programme } from '../../programmes/store/programmes.ts';

export function timeAt(instant: Date): string {
  return new Intl.DateTimeFormat('vi-VN', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Ho_Chi_Minh',
  }).format(instant);
}

/** The settlement of a programme's month in the manner of C74-HD. */
export async function settlementForm(
  read: Read,
  figures: Settlement,
  programme: Programme,
  root: Office,
  month: Month,
  madeAt: Date,
): Promise<FormContent<'c74'>> {
  return {
    madeAt,
    facts: {
      issuer: await issuerOf(read, root.name, null, dayAt(madeAt)),
      month,
      funderName: programme.funderName,
      feeVnd: figures.feeVnd,
      signers: { maker: null, accountant: null, postDirector: null, funderDirector: null },
    },
    rows: {
      lines: figures.lines.map((line) => ({
        programmeCode: programme.code,
        programmeName: programme.nameVi,
        sourceCode: line.source,
        sourceName: line.source,
        pointName: line.officeName,
        listedCount: line.listCount,
        listedVnd: line.listVnd,
        paidCount: line.paidCount,
        paidVnd: line.paidVnd,
        // Printed before the settlement, the paper also shows what nobody has collected yet.
        unpaidCount: line.openCount + line.carriedCount + line.returnedCount,
        unpaidVnd: line.openVnd + line.carriedVnd + line.returnedVnd,
        carriedCount: line.carriedCount,
        carriedVnd: line.carriedVnd,
        returnedCount: line.returnedCount,
        returnedVnd: line.returnedVnd,
      })),
    },
  };
}

const RULED: Readonly<Record<Ruling, string>> = {
  recognised: 'công nhận lần trả tại nhà',
  claimed: 'lập khoản phải thu hồi',
  found: 'đã tìm thấy, nhập két',
  charged: 'người giữ chịu',
  written_off: 'bưu điện chịu',
  kept: 'ghi vào thu nhập',
  returned: 'trả lại vào két',
};

function howItStands({ ruledAt, ruling }: { ruledAt: string | null; ruling: Ruling | null }): string {
  if (ruledAt === null) return 'đang treo, chờ kết luận';
  const day = dayAt(new Date(ruledAt)).split('-').reverse().join('/');
  return `kết luận ngày ${day}${ruling === null ? '' : `: ${RULED[ruling]}`}`;
}

/** The slip of a hand's closed day; null when this handover closed none at this office. */
export async function readDayCloseForm(
  read: Read,
  handoverId: Id,
  office: Office,
  root: Office,
  madeAt: Date,
): Promise<FormContent<'day-close'> | null> {
  const { rows } = await sql<{
    hand_id: Id;
    hand: string;
    business_day: Day;
    recorded_at: Date;
    number: bigint;
    book_vnd: bigint;
    counted_vnd: bigint;
    things_book: number;
    things_counted: number;
    said: string | null;
    cases: { ruledAt: string | null; ruling: Ruling | null }[] | null;
    holder: string;
    money_in: bigint;
    money_out: bigint;
    times_in: bigint;
    times_out: bigint;
    counts: Record<string, number> | null;
  }>`
    select c.hand_id, h.name as hand, c.business_day, o.recorded_at, (select count(*) from hand_close b where b.hand_id = c.hand_id and b.business_day <= c.business_day) as number,
      c.book_vnd, c.counted_vnd, c.things_book, c.things_counted, o.reason as said, o.actor_name as holder,
      (select coalesce(sum(m.amount_vnd), 0)::bigint from money_move m where m.to_hand = c.hand_id and m.business_day = c.business_day and m.handover_id <> c.handover_id) as money_in,
      (select coalesce(sum(m.amount_vnd), 0)::bigint from money_move m where m.from_hand = c.hand_id and m.business_day = c.business_day and m.handover_id <> c.handover_id) as money_out,
      (select count(*) from money_move m where m.to_hand = c.hand_id and m.business_day = c.business_day and m.handover_id <> c.handover_id) as times_in,
      (select count(*) from money_move m where m.from_hand = c.hand_id and m.business_day = c.business_day and m.handover_id <> c.handover_id) as times_out,
      (select jsonb_object_agg(denomination::text, pieces) from cash_count n where n.handover_id = c.handover_id and n.side = 'counted') as counts,
      (select jsonb_agg(jsonb_build_object('ruledAt', e.written_at, 'ruling', e.ruling) order by k.id)
        from custody_case k left join custody_case_entry e on e.case_id = k.id and e.kind = 'ruled' where k.handover_id = c.handover_id) as cases
    from hand_close c join hand h on h.id = c.hand_id join handover o on o.id = c.handover_id
    where c.handover_id = ${handoverId} and h.office_id = ${office.id}`.execute(read);
  const row = rows[0];
  if (!row) return null;
  const counts = row.counts ?? {};
  return {
    madeAt,
    facts: {
      issuer: await issuerOf(read, office.name, root.name, row.business_day),
      handName: row.hand,
      closedOn: row.business_day,
      closedAtTime: timeAt(row.recorded_at),
      closingNumber: Number(row.number),
      differenceVnd: row.counted_vnd - row.book_vnd,
      differenceSaid: row.cases && row.said,
      differenceStands: row.cases && row.cases.map(howItStands).join('; '),
      checkpoint: await checkpointLine(read),
      signers: { holder: row.holder, checker: null, manager: null },
    },
    rows: {
      book: [
        { label: 'Tồn đầu ngày', times: null, amountVnd: row.book_vnd - row.money_in + row.money_out },
        { label: 'Thu trong ngày', times: Number(row.times_in), amountVnd: row.money_in },
        { label: 'Chi trong ngày', times: Number(row.times_out), amountVnd: -row.money_out },
      ],
      notes: DENOMINATIONS_VND.filter((note) => counts[String(note)]).map((note) => ({
        noteVnd: note,
        pieces: counts[String(note)] ?? 0,
        amountVnd: BigInt(note) * BigInt(counts[String(note)] ?? 0),
      })),
      things: [
        {
          label: 'Phiếu chi trả',
          bookCount: row.things_book,
          scannedCount: row.things_counted,
          differenceCount: row.things_counted - row.things_book,
        },
      ],
    },
  };
}

/** The newest checkpoint on paper: whoever keeps the slip can hold the whole record before it to account. */
async function checkpointLine(read: Read): Promise<string | null> {
  const newest = await newestCheckpoint(read);
  return newest && `${newest.size} · ${newest.root.toString('base64')} · ${newest.signedAt.slice(0, 19)}Z`;
}
