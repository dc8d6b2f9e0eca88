import { mkdir, stat } from 'node:fs/promises';
import { formatVnd } from '#kernel/words/money.ts';
import { join } from 'node:path';
import { sql } from 'kysely';
import { addDays, dayAt, firstDayOf, formatMonth } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { recordAuthorities } from '#modules/payouts/people/actions/authorities.ts';
import { importList } from '#modules/payouts/lists/actions/import-list.ts';
import { recordFunding } from '#modules/payouts/cash/actions/money.ts';
import { funderLines } from './funders.ts';
import { knownPeople } from './known-people.ts';
import { type FunderLine, type ListFile, writeList } from './list-files.ts';
import { act, allGranted, at, type Run } from './run.ts';

/** What each fund is for, as a payment order says it. */
const FUNDS: Readonly<Record<string, string>> = {
  pension: 'lương hưu, trợ cấp BHXH',
  unemployment: 'trợ cấp thất nghiệp',
  merit: 'ưu đãi người có công',
  assistance: 'trợ giúp xã hội',
};

/** The funders make their lists and send them as files. */
export async function makeLists(
  run: Run,
  change: (programme: string, lines: FunderLine[]) => FunderLine[] = (_, lines) => lines,
): Promise<ListFile[]> {
  const folder = join(run.folder, 'lists');
  await mkdir(folder, { recursive: true });
  const lists = await funderLines(run.db.read, run.month, run.people);
  const files: ListFile[] = [];
  for (const { code } of run.programmes) {
    const lines = change(code, lists.get(code) ?? []);
    if (lines.length > 0) files.push(await writeList(folder, run.month, code, lines));
  }
  return files;
}

/** The controller takes the lists in. Throws when one is refused: the runner's own files are good. */
export async function takeIn(run: Run, files: readonly ListFile[], now: Date) {
  let vouchers = 0;
  let totalVnd = 0n;
  for (const file of files) {
    const outcome = await importList(
      run.db,
      now,
      {
        id: newId(),
        doer: run.crew.controller,
        programme: file.programme,
        month: run.month,
        kind: 'regular',
        path: file.path,
        fileName: file.fileName,
        fileBytes: (await stat(file.path)).size,
      },
      { filesFolder: run.filesFolder },
    );
    if (outcome.outcome !== 'accepted') {
      throw new Error(
        `${file.fileName} was ${outcome.outcome}: ${JSON.stringify(outcome.findings.slice(0, 3))}`,
      );
    }
    run.say(
      `${file.fileName}: ${outcome.people} người, ${outcome.vouchers} phiếu, ${formatVnd(outcome.totalVnd)} đ`,
    );
    vouchers += outcome.vouchers;
    totalVnd += outcome.totalVnd;
  }
  return { vouchers, totalVnd };
}

/** Written authorities that hold now and are not recorded yet, taken down at the office that pays the person. */
export async function recordProxies(run: Run, now: Date): Promise<number> {
  const today = dayAt(now);
  const wanted = new Map(
    run.people.flatMap((person) =>
      person.proxy && person.proxy.validFrom <= today && person.proxy.validTo >= today
        ? [[person.cccd, person.proxy] as const]
        : [],
    ),
  );
  const known = await knownPeople(
    run.db.read,
    [...wanted.keys()].map((cccd) => ({ cccd })),
  );
  const { rows } = await sql<{ id: Id; office_id: Id | null }>`
    select c.id, s.office_id from citizen c
    left join office_unit s on s.unit_id = c.unit_id and s.valid_from <= ${today} and coalesce(s.valid_to, 'infinity') >= ${today}
    where c.id = any (${[...known.keys()]}::uuid[])
      and not exists (select 1 from authority a where a.citizen_id = c.id)`.execute(run.db.read);
  const commands = rows.flatMap((row) => {
    const proxy = wanted.get(known.get(row.id) ?? '');
    const doer = run.crew.posts.get(row.office_id ?? '')?.keeper;
    if (!proxy || !doer) return [];
    return [
      {
        id: newId(),
        doer,
        citizenId: row.id,
        proxyName: proxy.name,
        proxyCccd: proxy.cccd,
        relation: proxy.relation,
        programmes: null,
        madeOn: proxy.validFrom,
        expiresOn: proxy.validTo,
        certifiedBy: 'UBND cấp xã',
      },
    ];
  });
  allGranted(await act(run, (tx) => recordAuthorities(tx, now, commands)));
  return commands.length;
}

/** Each funder pays what its list asks for. */
export async function fund(run: Run): Promise<bigint> {
  const now = at(addDays(firstDayOf(run.month), 0), '09:00');
  const lists = await run.db.read
    .selectFrom('payout_list')
    .select((eb) => ['programme', eb.fn.sum<string>('total_vnd').as('vnd')])
    .where('month', '=', firstDayOf(run.month))
    .where('kind', '<>', 'withdrawal')
    .groupBy('programme')
    .execute();
  let totalVnd = 0n;
  for (const { programme, vnd } of lists) {
    if (run.unfunded.includes(programme)) continue;
    totalVnd += BigInt(vnd);
    await act(run, (tx) =>
      recordFunding(tx, now, {
        id: newId(),
        doer: run.crew.treasurer,
        programme,
        month: run.month,
        amountVnd: BigInt(vnd),
        document: `UNC ${formatMonth(run.month)} – ${FUNDS[programme] ?? programme}`,
      }),
    );
  }
  return totalVnd;
}
