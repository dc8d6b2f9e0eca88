import type { Read } from '#kernel/db/types.ts';
import { dayAt, isMonth, monthOf } from '#kernel/words/day.ts';
import { formatVnd } from '#kernel/words/money.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { readOverview } from '#modules/payouts/watch/actions/overview.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { type Command, DONE, text, WrongCall } from './command.ts';
import { withProvince } from './province.ts';

export const command: Command = {
  usage: 'report [--month YYYY-MM] [--office CODE] [--json]',
  help: `Tình hình chi trả của tháng theo chương trình và đơn vị, đúng số liệu trang tổng quan.
The month by programme and office: the figures of the overview page.

  --month   tháng / month; mặc định là tháng hiện tại của tỉnh / the province's current one by default
  --office  mã đơn vị / office code; mặc định cả tỉnh / the whole province by default`,
  options: { month: { type: 'string' }, office: { type: 'string' } },
  run: (values, _words, io) =>
    withProvince(io, async ({ db, clock }) => {
      const today = dayAt(clock.now());
      const month = text(values, 'month') ?? monthOf(today);
      if (!isMonth(month)) throw new WrongCall(`--month: “${month}”?`);
      const path = await pathOf(db.read, text(values, 'office'));
      const overview = await readOverview(db.read, { month, path, today });
      io.json(overview);
      const line = (
        name: string,
        f: { dueCount: number; dueVnd: bigint; paidCount: number; paidVnd: bigint; returnedCount: number },
      ) =>
        io.print(
          [
            name.slice(0, 44).padEnd(44),
            `${f.paidCount}/${f.dueCount}`.padStart(15),
            `${formatVnd(f.paidVnd)} / ${formatVnd(f.dueVnd)} đ`.padStart(36),
            `hoàn ${f.returnedCount}`.padStart(12),
          ].join(' '),
        );
      io.print(`${overview.office.name}, ${month}`);
      for (const programme of overview.programmes) line(programme.nameVi, programme);
      io.print('');
      for (const office of overview.offices) line(office.name, office);
      line('Tổng cộng / total', overview.total);
      return DONE;
    }),
};

async function pathOf(read: Read, code: string | undefined): Promise<string> {
  if (code === undefined) return (await showRootOffice(read)).path;
  const row = await read.selectFrom('office').select('path').where('code', '=', code).executeTakeFirst();
  if (!row) throw new Refusal('not_found', { office: code });
  return row.path;
}
