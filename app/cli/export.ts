import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { extname } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import type { Read } from '#kernel/db/types.ts';
import { type OutCell, writeCsv, writeXlsx } from '#kernel/sheets/write.ts';
import { addMonths, type Day, firstDayOf, isMonth, type Month } from '#kernel/words/day.ts';
import type { Id } from '#kernel/words/id.ts';
import { formatVnd } from '#kernel/words/money.ts';
import { type Command, DONE, jsonText, need, text, WrongCall } from './command.ts';
import { exportEvidenceTo } from './export-evidence.ts';
import { withProvince } from './province.ts';

type Row = Record<string, OutCell | Date> & { readonly id: Id; readonly amount_vnd: bigint };

/** Pages by key: memory stays the same whatever the month holds. */
const PAGE = 10_000;

/** What can be written out, each a query of one page after an id. Identity numbers are masked. */
const WHAT: Readonly<Record<string, (from: Day, to: Day, after: Id) => RawBuilder<Row>>> = {
  handovers: (from, to, after) => sql<Row>`
    select h.id, h.kind, h.actor_name, o.code as office, h.occurred_at, h.recorded_at, h.business_day, h.reason, h.answers, h.reverses,
      (select coalesce(sum(m.amount_vnd), 0)::bigint from money_move m where m.handover_id = h.id) as amount_vnd,
      (select count(*)::int from thing_move t where t.handover_id = h.id) as things
    from handover h join office o on o.id = h.office_id
    where h.business_day >= ${from} and h.business_day < ${to} and h.id > ${after} order by h.id limit ${PAGE}`,
  payments: (from, _to, after) => sql<Row>`
    select p.voucher_id as id, p.attempt, p.handover_id, p.receipt_no, p.programme, o.code as office, c.full_name, c.cccd_masked as cccd, p.amount_vnd,
      p.collector_kind, p.collector_name, p.signed, p.paid_at, p.business_day, (r.voucher_id is not null)::text as reversed
    from payment p join citizen_shown c on c.id = p.citizen_id join office o on o.id = p.office_id
    left join payment_reversal r on r.voucher_id = p.voucher_id and r.attempt = p.attempt
    where p.month = ${from} and p.voucher_id > ${after} order by p.voucher_id, p.attempt limit ${PAGE}`,
  vouchers: (from, _to, after) => sql<Row>`
    select v.id, v.programme, v.benefit_month, v.kind, v.regime, v.source, c.full_name, c.cccd_masked as cccd, c.birth_year, u.name as commune,
      o.code as office, v.channel, v.pay_on, v.status, v.amount_vnd
    from voucher v join citizen_shown c on c.id = v.citizen_id join office o on o.id = v.office_id left join unit u on u.id = v.unit_id
    where v.month = ${from} and v.id > ${after} order by v.id limit ${PAGE}`,
};

export const command: Command = {
  usage: `export handovers|payments|vouchers --month YYYY-MM --out FILE.(xlsx|csv|jsonl) [--json]
       tungnha export evidence [--from DAY] [--to DAY] FILE.gz [--json]`,
  help: `Xuất bàn giao, chi trả hoặc phiếu của một tháng ra tệp, kèm số dòng và tổng tiền. Số giấy tờ được che.
Writes a month's handovers, payments or vouchers to a file, with their count and sum. Identity numbers are masked.

evidence: sổ chứng của các ngày, kèm mọi thứ để 'tungnha verify' kiểm mà không cần cơ sở dữ liệu.
evidence: the record of some days with all that 'tungnha verify' needs to check it without the database.

  --month  tháng / month
  --out    tệp; đuôi quyết định định dạng / file; its ending decides the format
  --from, --to  ngày ghi sổ / days of recording`,
  options: {
    month: { type: 'string' },
    out: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
  },
  run: async (values, [what, file], io) => {
    if (what === 'evidence') return exportEvidenceTo(file ?? need(values, 'out'), values, io);
    const query = WHAT[what ?? ''];
    if (!what || !query) throw new WrongCall(Object.keys(WHAT).join(' | '));
    const month = text(values, 'month');
    if (!month || !isMonth(month)) throw new WrongCall('--month: 2020-12');
    const out = need(values, 'out');
    const format = extname(out).slice(1);
    if (!['xlsx', 'csv', 'jsonl'].includes(format)) throw new WrongCall('--out: .xlsx | .csv | .jsonl');
    return withProvince(io, async ({ db }) => {
      const tally = { rows: 0, totalVnd: 0n };
      await write(out, format, what, counted(pages(db.read, query, month), tally));
      io.json({ outcome: 'done', file: out, ...tally });
      io.print(`${out}: ${formatVnd(tally.rows)} dòng / rows, ${formatVnd(tally.totalVnd)} đ`);
      return DONE;
    });
  },
};

async function* pages(
  read: Read,
  query: (from: Day, to: Day, after: Id) => RawBuilder<Row>,
  month: Month,
): AsyncGenerator<Row> {
  let after: Id = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await query(firstDayOf(month), firstDayOf(addMonths(month, 1)), after).execute(read);
    for (const row of rows) yield row;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id as Id;
  }
}

async function* counted(
  rows: AsyncIterable<Row>,
  tally: { rows: number; totalVnd: bigint },
): AsyncGenerator<Row> {
  for await (const row of rows) {
    tally.rows += 1;
    tally.totalVnd += row.amount_vnd;
    yield row;
  }
}

const cellOf = (cell: OutCell | Date): OutCell => (cell instanceof Date ? cell.toISOString() : cell);

async function write(path: string, format: string, name: string, rows: AsyncGenerator<Row>): Promise<void> {
  const out = createWriteStream(path, { mode: 0o600 });
  if (format === 'jsonl') {
    for await (const row of rows)
      if (!out.write(`${jsonText(row).replaceAll(/\n\s*/g, '')}\n`)) await once(out, 'drain');
    out.end();
    return finished(out);
  }
  const first = await rows.next();
  const heads = first.done ? ['id', 'amount_vnd'] : Object.keys(first.value);
  const sheet = {
    columns: heads.map((head) => ({ head, width: 20, figure: head === 'amount_vnd' })),
    rows: (async function* () {
      if (first.done) return;
      yield Object.values(first.value).map(cellOf);
      for await (const row of rows) yield Object.values(row).map(cellOf);
    })(),
  };
  if (format === 'csv') await writeCsv(out, sheet);
  else await writeXlsx(out, { name, ...sheet });
}
