import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { evidenceCode } from '#kernel/evidence/receipt.ts';
import { dayAt, formatDay, type Day } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { formatVnd } from '#kernel/words/money.ts';
import { maskNumber } from '#kernel/words/text.ts';
import { showPapersSay } from '#places/offices/papers.ts';
import { issuerOf } from '../../forms/issuer.ts';
import type { FormContent } from '../../forms/shapes.ts';
import { openPaidAccount } from './paid-account.ts';

const KIND_VI: Record<string, string> = {
  regular: 'Trợ cấp tháng',
  arrears: 'Truy lĩnh',
  carried: 'Kỳ trước chưa nhận',
  one_off: 'Trợ cấp một lần',
  funeral: 'Mai táng phí',
};

const RELATION_VI: Record<string, string> = {
  self: 'Chính chủ',
  proxy: 'Người được uỷ quyền',
  heir: 'Người thừa kế',
  bank: 'Chuyển khoản',
};

/** A posted payment as its receipt prints it; null when there is none of this id at this office. */
export async function readReceiptForm(
  read: Read,
  handoverId: Id,
  officeId: Id,
  madeAt: Date,
): Promise<{ content: FormContent<'c73'>; receiptNo: string; citizenId: Id } | null> {
  const { rows } = await sql<{
    receipt_no: string;
    citizen_id: Id;
    full_name: string;
    cccd: string | null;
    person_number: string | null;
    place: string;
    collector_kind: string;
    collector_name: string;
    account: string | null;
    paper_number: string | null;
    voucher_id: Id;
    relation: string | null;
    made_on: Day | null;
    office_name: string;
    parent_name: string | null;
    teller: string;
    paid_at: Date;
    programme: string;
    kind: string;
    benefit_month: Day;
    amount_vnd: bigint;
    taken_back_on: Day | null;
  }>`
    select p.receipt_no, c.id as citizen_id, c.full_name, c.cccd_masked as cccd,
      coalesce(c.insurance_no_masked, c.cccd_masked) as person_number, concat_ws(', ', c.hamlet, u.name) as place,
      p.collector_kind, p.collector_name, coalesce(ha.proxy_cccd_masked, hr.cccd_masked) as paper_number, v.id as voucher_id,
      case when p.collector_kind = 'bank' then p.collector_number end as account, coalesce(a.relation, r.relation) as relation, a.made_on,
      o.name as office_name, parent.name as parent_name, h.actor_name as teller, p.paid_at,
      g.name_vi as programme, v.kind, v.benefit_month, v.amount_vnd,
      (select b.business_day from payment_reversal t join handover b on b.id = t.handover_id
        where t.voucher_id = p.voucher_id and t.attempt = p.attempt) as taken_back_on
    from thing_move m join payment p on p.voucher_id = m.thing_id and p.handover_id = m.handover_id
    join voucher v on v.id = p.voucher_id join programme g on g.code = p.programme
    join citizen_shown c on c.id = p.citizen_id left join unit u on u.id = c.unit_id
    join office o on o.id = p.office_id left join office parent on parent.id = o.parent_id
    join handover h on h.id = p.handover_id
    left join authority a on a.id = p.authority_id left join authority_shown ha on ha.id = a.id
    left join heir r on r.id = p.heir_id left join heir_shown hr on hr.id = r.id
    where m.handover_id = ${handoverId} and p.office_id = ${officeId}
    order by g.position, v.benefit_month desc, v.id`.execute(read);
  const first = rows[0];
  if (!first) return null;
  const code = await evidenceCode(read, handoverId);
  return {
    receiptNo: first.receipt_no,
    citizenId: first.citizen_id,
    content: {
      madeAt,
      facts: {
        issuer: await issuerOf(read, first.office_name, first.parent_name, dayAt(first.paid_at)),
        receiptNumber: first.receipt_no,
        evidenceCode: code,
        checkAddress: code && (await checkAddress(read, first.receipt_no, code)),
        takenBack: sayTakenBack(rows),
        person: {
          name: first.full_name,
          number: first.person_number,
          address: first.place || null,
        },
        collector: {
          name: first.collector_name,
          relation: first.relation ?? RELATION_VI[first.collector_kind] ?? first.collector_kind,
          idNumber:
            first.account === null
              ? (first.paper_number ?? first.cccd)
              : maskNumber(openPaidAccount(first.voucher_id, first.account)),
          authority: first.made_on && `lập ngày ${formatDay(first.made_on)}`,
        },
        paidAtOffice: first.office_name,
        teller: { name: first.teller },
      },
      rows: {
        vouchers: rows.map((row) => ({
          programmeName: row.programme,
          kindName: KIND_VI[row.kind] ?? row.kind,
          month: row.benefit_month.slice(0, 7),
          amountVnd: row.amount_vnd,
        })),
      },
    },
  };
}

/** `1.624.000 đồng, ngày 06/12/2020`; null when all of it stands. */
function sayTakenBack(rows: readonly { taken_back_on: Day | null; amount_vnd: bigint }[]): string | null {
  const taken = rows.filter((row) => row.taken_back_on !== null);
  const last = taken
    .map((row) => row.taken_back_on as Day)
    .toSorted()
    .at(-1);
  const amountVnd = taken.reduce((sum, row) => sum + row.amount_vnd, 0n);
  return last ? `${formatVnd(amountVnd)} đồng, ngày ${formatDay(last)}` : null;
}

/** Where a receipt is checked; without an address of the province the page's own path, which it takes in as scanned. */
async function checkAddress(read: Read, number: string, code: string): Promise<string> {
  const { publicAddress } = await showPapersSay(read);
  return `${publicAddress ?? ''}/kiem-chung?${new URLSearchParams({ so: number, ma: code })}`;
}

/** The hash of the signature drawn for a payment at this office; null when it was signed on paper or is not of this office. */
export async function findSignature(
  read: Read,
  handoverId: Id,
  officeId: Id,
): Promise<{ sha256: string; receiptNo: string; citizenId: Id } | null> {
  const { rows } = await sql<{ sha256: string; receiptNo: string; citizenId: Id }>`
    select h.proof->>'signatureSha256' as sha256, p.receipt_no as "receiptNo", p.citizen_id as "citizenId"
    from handover h join thing_move m on m.handover_id = h.id
    join payment p on p.voucher_id = m.thing_id and p.handover_id = h.id
    where h.id = ${handoverId} and p.office_id = ${officeId} and h.proof ? 'signatureSha256' limit 1`.execute(
    read,
  );
  return rows[0] ?? null;
}
