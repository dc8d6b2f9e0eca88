import { sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { PAGE, type PageAsked, pageOf, readCursor } from '#kernel/contract/pages.ts';
import { firstDayOf, type Day, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { named, wordsOf } from '../../people/store/named.ts';
import type { Finding } from '../actions/import-command.ts';
import type { Channel, VoucherKind, VoucherStatus } from '../../voucher.ts';
import { readTakenBack } from './taken-back.ts';
import { findingText } from '../texts/register-findings.ts';

interface ListRow {
  id: Id;
  programme: string;
  month: Day;
  kind: string;
  file_name: string;
  sha256: string;
  people: number;
  vouchers: number;
  total_vnd: bigint;
  accepted_by: string;
  accepted_at: Date;
  warnings: number;
}

const LIST_COLUMNS = sql`id, programme, month, kind, file_name, encode(file_sha256, 'hex') as sha256, people, vouchers, total_vnd,
  accepted_by, accepted_at, jsonb_array_length(findings) as warnings`;

function itemOf(row: ListRow) {
  return {
    id: row.id,
    programme: row.programme,
    month: row.month.slice(0, 7),
    kind: row.kind,
    fileName: row.file_name,
    sha256: row.sha256,
    people: row.people,
    vouchers: row.vouchers,
    totalVnd: row.total_vnd,
    acceptedBy: row.accepted_by,
    acceptedAt: row.accepted_at,
    warnings: row.warnings,
  };
}

/** Lists taken in, newest first. */
export async function pageOfLists(read: Read, query: PageAsked & { readonly month?: Month | undefined }) {
  const limit = query.limit ?? PAGE;
  const after = readCursor(query.after, 'id')?.[0] ?? null;
  const month = query.month ? firstDayOf(query.month) : null;
  const { rows } = await sql<ListRow>`
    select ${LIST_COLUMNS} from payout_list
    where (${month}::date is null or month = ${month}) and (${after}::uuid is null or id < ${after}::uuid)
    order by id desc limit ${limit + 1}`.execute(read);
  return pageOf(rows, limit, (row) => [row.id], itemOf);
}

export async function findListFile(
  read: Read,
  id: Id,
): Promise<{ fileName: string; sha256: string; people: number } | null> {
  const row = await read
    .selectFrom('payout_list')
    .select(['file_name', 'file_sha256', 'people'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row
    ? { fileName: row.file_name, sha256: row.file_sha256.toString('hex'), people: row.people }
    : null;
}

interface DetailRow extends ListRow {
  file_bytes: bigint;
  handover_id: Id;
  findings: Finding[];
}

/** One list: what came in, what was found on it, and where its vouchers stand now. */
export async function findList(read: Read, id: Id) {
  const { rows } = await sql<DetailRow>`
    select ${LIST_COLUMNS}, file_bytes, handover_id, findings from payout_list where id = ${id}`.execute(
    read,
  );
  const [row] = rows;
  if (!row) return null;
  const { rows: states } = await sql<{ status: VoucherStatus; vouchers: number; totalVnd: bigint }>`
    select status, count(*)::int as vouchers, sum(amount_vnd)::bigint as "totalVnd" from voucher v
    where month = ${row.month} and programme = ${row.programme} and ${ofList(row)}
    group by status order by status`.execute(read);
  const findings = row.findings.map((finding) => ({
    ...finding,
    vi: findingText(finding, 'vi'),
    en: findingText(finding, 'en'),
  }));
  return {
    ...itemOf(row),
    fileBytes: Number(row.file_bytes),
    handoverId: row.handover_id,
    ...(await readTakenBack(read, id)),
    findings,
    states,
  };
}

/** The vouchers that a list brought, or that a withdrawal took back in the transaction that entered it. */
function ofList({ id, kind }: { readonly id: Id; readonly kind: string }) {
  return kind === 'withdrawal'
    ? sql`v.id in (select m.thing_id from payout_list l join handover a on a.id = l.handover_id cross join office o
        join handover h on h.office_id = o.id and h.business_day >= a.business_day and h.xid = a.xid and h.kind = 'voucher-withdraw'
        join thing_move m on m.handover_id = h.id where l.id = ${id})`
    : sql`v.list_id = ${id}`;
}

export interface ListVouchersAsked extends PageAsked {
  readonly q?: string | undefined;
  readonly status?: VoucherStatus | undefined;
  readonly channel?: Channel | undefined;
}

interface VoucherRow {
  id: Id;
  line: number;
  citizen_id: Id;
  full_name: string;
  birth: string | null;
  cccd_masked: string | null;
  hamlet: string | null;
  commune: string | null;
  regime: string;
  kind: VoucherKind;
  benefit_month: Day;
  amount_vnd: bigint;
  status: VoucherStatus;
  channel: Channel;
  pay_on: Day;
  office: string;
}

/**
 * The vouchers of a list in the order of its lines, found by `voucher_month` of its programme and month; how many there are, and
 * their sum, are said with the first page.
 */
export async function pageOfListVouchers(read: Read, listId: Id, asked: ListVouchersAsked) {
  const list = await read
    .selectFrom('payout_list')
    .select(['id', 'kind', 'programme', 'month'])
    .where('id', '=', listId)
    .executeTakeFirst();
  if (!list) throw new Refusal('not_found', { list: listId });
  const limit = asked.limit ?? PAGE;
  const after = readCursor(asked.after, 'text', 'id');
  const afterLine = /^\d{1,9}$/.test(after?.[0] ?? '') ? Number(after?.[0]) : -1;
  const words = wordsOf(asked.q);
  // What is counted and sorted is kept narrow: whole rows of a list of a province would not fit into the memory of one query.
  const found = sql`select v.id, v.line, v.amount_vnd
    from voucher v ${words.length === 0 ? sql`` : sql`join citizen c on c.id = v.citizen_id`}
    where v.month = ${list.month} and v.programme = ${list.programme} and ${ofList(list)}
      and (${asked.status ?? null}::text is null or v.status = ${asked.status ?? null})
      and (${asked.channel ?? null}::text is null or v.channel = ${asked.channel ?? null}) ${named(words)}`;
  const { rows } = await sql<VoucherRow>`
    with page as (
      select f.id from (${found}) f where (f.line, f.id) > (${afterLine}, ${after?.[1] ?? NO_ID}::uuid)
      order by f.line, f.id limit ${limit + 1}
    )
    select v.id, v.line, v.citizen_id, c.full_name, coalesce(c.born_on::text, c.birth_year::text) as birth, c.cccd_masked, c.hamlet,
      u.name as commune, v.regime, v.kind, v.benefit_month, v.amount_vnd, v.status, v.channel, v.pay_on, o.name as office
    from page join voucher v using (id) join citizen_shown c on c.id = v.citizen_id left join unit u on u.id = v.unit_id
    join office o on o.id = v.office_id order by v.line, v.id`.execute(read);
  const all =
    after === null
      ? await sql<{ total: number; total_vnd: bigint }>`
          select count(*)::int as total, coalesce(sum(f.amount_vnd), 0)::bigint as total_vnd from (${found}) f`.execute(
          read,
        )
      : null;
  const { items, next } = pageOf(
    rows,
    limit,
    (row) => [row.line, row.id],
    (row) => ({
      id: row.id,
      line: row.line,
      citizenId: row.citizen_id,
      fullName: row.full_name,
      birth: row.birth,
      cccdMasked: row.cccd_masked,
      hamlet: row.hamlet,
      commune: row.commune,
      regime: row.regime,
      kind: row.kind,
      benefitMonth: row.benefit_month.slice(0, 7),
      amountVnd: row.amount_vnd,
      status: row.status,
      channel: row.channel,
      payOn: row.pay_on,
      office: row.office,
    }),
  );
  return {
    total: all?.rows[0]?.total ?? null,
    totalVnd: all?.rows[0]?.total_vnd ?? null,
    items,
    next,
  };
}

/** Comes before every id. */
const NO_ID = '00000000-0000-0000-0000-000000000000';
