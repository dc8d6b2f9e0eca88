import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day } from '#kernel/words/day.ts';
import type { FormCode, FormContent } from '#modules/payouts/forms/shapes.ts';
import { writeForm } from '#modules/payouts/forms/forms.ts';
import type { Settlement } from '#modules/payouts/settle/actions.ts';
import { readDayCloseForm, settlementForm } from '#modules/payouts/settle/store/forms.ts';
import { readCashListForm } from '#modules/payouts/lists/store/form.ts';
import { at, type Run } from './run.ts';

export interface Printed {
  readonly files: number;
  readonly pages: number;
}

export const nothingPrinted: Printed = { files: 0, pages: 0 };

const sum = (a: Printed, b: Printed): Printed => ({ files: a.files + b.files, pages: a.pages + b.pages });

async function print<C extends FormCode>(
  run: Run,
  name: string,
  code: C,
  content: FormContent<C>,
): Promise<Printed> {
  const folder = join(run.folder, 'forms');
  await mkdir(folder, { recursive: true });
  const done = await writeForm('pdf', code, content, (part) =>
    createWriteStream(join(folder, `${run.month}-${code}-${name}${part > 0 ? `-${part + 1}` : ''}.pdf`)),
  );
  return { files: done.parts, pages: done.pages ?? 0 };
}

/** The cash pay lists that people sign, one for each office and programme: what lies on the counter on the paying day. */
export async function printLists(run: Run): Promise<Printed> {
  const rows = await run.db.read
    .selectFrom('payout_rollup')
    .select(['office_id', 'programme'])
    .distinct()
    .where('month', '=', `${run.month}-01`)
    .where((eb) => eb('due_count', '>', eb.ref('bank_count')))
    .orderBy('office_id')
    .execute();
  const madeAt = at(`${run.month}-01`, '15:30');
  let printed = nothingPrinted;
  for (const row of rows) {
    const post = run.crew.posts.get(row.office_id);
    const programme = run.programmes.find(({ code }) => code === row.programme);
    if (!post || !programme) continue;
    const root = run.crew.root.office;
    const content = await readCashListForm(run.db.read, post.office, root, programme, run.month, madeAt);
    printed = sum(printed, await print(run, `${post.office.code}-${programme.code}`, 'c72a', content));
  }
  return printed;
}

/** The settlement of each programme. */
export async function printSettlements(run: Run, settlements: readonly Settlement[]): Promise<Printed> {
  let printed = nothingPrinted;
  for (const figures of settlements) {
    const programme = run.programmes.find(({ code }) => code === figures.programme);
    if (!programme) continue;
    const madeAt = at(programme.calendar.settleOn, '11:00');
    const content = await settlementForm(
      run.db.read,
      figures,
      programme,
      run.crew.root.office,
      run.month,
      madeAt,
    );
    printed = sum(printed, await print(run, programme.code, 'c74', content));
  }
  return printed;
}

/** The slip of every vault and drawer that a district office closed on a day. */
export async function printCloses(run: Run, day: Day): Promise<Printed> {
  const rows = await run.db.read
    .selectFrom('hand_close as c')
    .innerJoin('hand as h', 'h.id', 'c.hand_id')
    .select(['c.handover_id', 'h.office_id', 'h.name'])
    .where('c.business_day', '=', day)
    .where(
      'h.office_id',
      'in',
      run.crew.districts.map((post) => post.office.id),
    )
    .orderBy('h.id')
    .execute();
  let printed = nothingPrinted;
  for (const [i, row] of rows.entries()) {
    const { office } = run.crew.posts.get(row.office_id) ?? run.crew.root;
    const root = run.crew.root.office;
    const content = await readDayCloseForm(run.db.read, row.handover_id, office, root, at(day, '17:40'));
    if (content)
      printed = sum(printed, await print(run, `${office.code}-${day}-${i + 1}`, 'day-close', content));
  }
  return printed;
}
