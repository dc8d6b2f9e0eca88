import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DEMO_SEED, generateBeneficiaries } from '#app/demo/people/beneficiaries.ts';
import { openDemoProvince } from '#app/demo/province.ts';
import { type MonthDone, runMonth, STAGES } from '#app/month/run-month.ts';
import { withScratch } from '#app/month/scratch.ts';
import { readSettings } from '#app/platform/settings.ts';
import { stopPaperWorker } from '#kernel/paper/worker.ts';
import { addDays, addMonths, firstDayOf, isMonth } from '#kernel/words/day.ts';
import { formatVnd } from '#kernel/words/money.ts';
import { type Command, count, DONE, type Io, text, WrongCall } from './command.ts';

export const command: Command = {
  usage: 'month [--people N] [--month YYYY-MM] [--until STAGE] [--no-forms] [--folder F] [--keep] [--json]',
  help: `Chạy trọn một tháng của một tỉnh minh hoạ trên cơ sở dữ liệu tạm: danh sách, phiếu, tiền, chi trả, khoá sổ, quyết
toán, biểu mẫu; in thời gian từng chặng.
Runs a whole month of an invented province on a scratch database through the product's own actions and prints what each
stage took.

  --people    số người hưởng / beneficiaries (79000)
  --month     tháng / month (2020-12)
  --until     chặng cuối / last stage: ${STAGES.join(' | ')}
  --no-forms  không in biểu mẫu / print no forms
  --folder    nơi ghi danh sách và biểu mẫu / where lists and forms are written and left
  --keep      giữ cơ sở dữ liệu tạm / keep the scratch database`,
  options: {
    people: { type: 'string' },
    month: { type: 'string' },
    until: { type: 'string' },
    'no-forms': { type: 'boolean' },
    folder: { type: 'string' },
    keep: { type: 'boolean' },
  },
  run: async (values, _words, io) => {
    const month = text(values, 'month') ?? '2020-12';
    if (!isMonth(month)) throw new WrongCall(`--month: “${month}”?`);
    const until = STAGES.find((stage) => stage === (text(values, 'until') ?? 'settlement'));
    if (!until) throw new WrongCall(`--until: ${STAGES.join(' | ')}`);
    const people = count(values, 'people', 79_000);
    const given = text(values, 'folder');
    const folder = given ? resolve(given) : await mkdtemp(join(tmpdir(), 'tungnha-month-'));
    try {
      const options = { keep: values['keep'] === true, log: io.say };
      const done = await withScratch(readSettings(), options, async (db) => {
        const opened = new Date(`${addDays(firstDayOf(addMonths(month, -1)), 1)}T08:00:00+07:00`);
        await db.write((tx) => openDemoProvince(tx, opened, 'nobody signs in here'));
        return runMonth(db, {
          month,
          people: [...generateBeneficiaries({ seed: DEMO_SEED, count: people })].flat(),
          folder,
          filesFolder: join(folder, 'kept'),
          until,
          forms: values['no-forms'] !== true,
          say: io.say,
        });
      });
      io.json({
        outcome: 'done',
        ...done,
        settlements: done.settlements.map((each) => ({ ...each, lines: each.lines.length })),
      });
      print(done, io);
      return DONE;
    } finally {
      await stopPaperWorker();
      if (!given) await rm(folder, { recursive: true, force: true });
    }
  },
};

function print(done: MonthDone, io: Io): void {
  for (const { stage, ms } of done.stages)
    io.print(`${stage.padEnd(26)} ${(ms / 1000).toFixed(1).padStart(7)} s`);
  io.print(`${'total'.padEnd(26)} ${(done.ms / 1000).toFixed(1).padStart(7)} s`);
  const vouchers = done.paidVouchers + done.bankPaid;
  io.print(
    `${done.people} người, ${done.vouchers} phiếu, ${formatVnd(done.listedVnd)} đ; đã chi ${vouchers} phiếu, hoàn ${done.returned} phiếu ${formatVnd(done.returnedVnd)} đ; ${done.printed.files} tệp biểu mẫu, ${done.printed.pages} trang`,
  );
}
