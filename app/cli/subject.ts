import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { openDatabase } from '#kernel/db/connect.ts';
import { dayAt } from '#kernel/words/day.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { Refusal } from '#kernel/words/refusal.ts';
import { correctPerson, type Correction } from '#modules/payouts/people/actions/correct.ts';
import { copyPdf, KEPT_VI } from '#people/privacy/copy-paper.ts';
import { copyOf, copyText, type PersonCopy, type ReadInFull } from '#people/privacy/copy.ts';
import {
  type Act,
  answerRequest,
  recordRequest,
  type RequestKind,
  showCitizen,
} from '#people/privacy/requests.ts';
import { showRootOffice } from '#places/offices/offices.ts';
import { type Command, DONE, type Io, need, text, type Values, WrongCall } from './command.ts';
import { doerOf, type Opened, withProvince } from './province.ts';

interface Deed {
  readonly kind: RequestKind;
  readonly act: Act;
  /** What the person is told, as the request's answer keeps it. */
  readonly told: string;
}

/** What each option asks for and does. Without any the copy is made: to see is the first right. */
const DEEDS: Readonly<Record<string, Deed>> = {
  restrict: { kind: 'restrict', act: 'restrict', told: 'Đã hạn chế việc dùng dữ liệu.' },
  lift: { kind: 'restrict', act: 'lift', told: 'Đã bỏ hạn chế.' },
  erase: { kind: 'erase', act: 'erase', told: KEPT_VI },
};

/** What was asked, where the caller adds no words of their own. */
const ASKED_VI: Readonly<Record<RequestKind, string>> = {
  see: 'Xin xem dữ liệu của mình',
  correct: 'Xin sửa dữ liệu',
  restrict: 'Xin hạn chế, hoặc bỏ hạn chế',
  erase: 'Xin xoá phần được xoá',
  object: 'Phản đối',
};

const FIELDS = {
  'full-name': 'fullName',
  'born-on': 'bornOn',
  cccd: 'cccd',
  cmnd: 'cmnd',
  'insurance-no': 'insuranceNo',
  phone: 'phone',
  address: 'address',
  'bank-account': 'bankAccount',
  'bank-name': 'bankName',
} as const;

interface Asking {
  readonly citizenId: Id;
  readonly by: Id;
  readonly values: Values;
}

export const command: Command = {
  usage:
    'subject NUMBER|ID --by USERNAME --identified-by PAPER [--export DIR | --correct FIELD=VALUE | --restrict | --lift | --erase] [--asked-by NAME] [--text T] [--json]',
  help: `Yêu cầu của một người về dữ liệu của chính họ: xem (bản sao JSON và PDF), sửa, hạn chế, bỏ hạn chế, xoá phần được xoá. Mỗi lần là một
yêu cầu được ghi và trả lời, có tên người làm.
What a person asks about their own data: see (a copy as JSON and PDF), correct, restrict, lift, erase what may be erased. Each is a
request that is recorded and answered, in the name of who did it.

  NUMBER           số CCCD, số sổ BHXH hoặc CMND / identity, insurance or old identity number
  --by             tài khoản người làm / who does it
  --identified-by  giấy tờ đã xem / the paper that showed who asks
  --asked-by       ai hỏi, nếu không phải chính họ / who asks, if not the person
  --export DIR     viết bản sao vào thư mục / write the copy into a folder
  --correct        ${Object.keys(FIELDS).join(', ')}; trống là xoá / empty clears it`,
  options: {
    by: { type: 'string' },
    'identified-by': { type: 'string' },
    'asked-by': { type: 'string' },
    text: { type: 'string' },
    export: { type: 'string' },
    correct: { type: 'string' },
    restrict: { type: 'boolean' },
    lift: { type: 'boolean' },
    erase: { type: 'boolean' },
  },
  run: async (values, [who], io) => {
    if (!who) throw new WrongCall('NUMBER | ID');
    const deeds = ['export', 'correct', ...Object.keys(DEEDS)].filter((name) => values[name] !== undefined);
    if (deeds.length > 1) throw new WrongCall(`--${deeds.join(' | --')}`);
    need(values, 'identified-by');
    return withProvince(io, async (province) => {
      const by = await doerOf(province, need(values, 'by'));
      if (by.kind !== 'person') throw new WrongCall('--by USERNAME');
      const asking = { citizenId: await find(province, who), by: by.id, values };
      const [deed = 'see'] = deeds;
      if (deed === 'correct') return correct(province, asking, io);
      const known = DEEDS[deed];
      return known ? apply(province, asking, known, io) : see(province, asking, io);
    });
  },
};

async function find({ db }: Opened, who: string): Promise<Id> {
  if (/^(\d{9}|\d{10}|\d{12})$/.test(who)) return showCitizen(db.read, who);
  const found = /^[0-9a-f-]{36}$/i.test(who)
    ? await db.read.selectFrom('citizen').select('id').where('id', '=', who.toLowerCase()).executeTakeFirst()
    : undefined;
  if (!found) throw new Refusal('not_found', { person: who });
  return found.id;
}

/** Records the request in the name of who took it down; its answer follows. */
async function asked(province: Opened, { citizenId, by, values }: Asking, kind: RequestKind): Promise<Id> {
  const id = newId();
  const now = province.clock.now();
  const request = {
    id,
    citizenId,
    kind,
    askedBy: text(values, 'asked-by') ?? 'chính người đó',
    identifiedBy: need(values, 'identified-by'),
    text: text(values, 'text') ?? ASKED_VI[kind],
    receivedAt: now,
  };
  await province.db.write((tx) => recordRequest(tx, now, request, by));
  return id;
}

async function answered(province: Opened, { by }: Asking, requestId: Id, act: Act, told: string) {
  const answer = { requestId, outcome: 'done', text: told, act };
  return province.db.write((tx) => answerRequest(tx, province.clock.now(), answer, by));
}

async function see(province: Opened, asking: Asking, io: Io): Promise<number> {
  const requestId = await asked(province, asking, 'see');
  const copy = await withOwner(province, asking, requestId, (inFull) =>
    copyOf(province.db.read, asking.citizenId, inFull),
  );
  const folder = text(asking.values, 'export');
  const files = folder === undefined ? [] : await write(folder, requestId, copy, province.clock.now());
  const counts = Object.fromEntries(Object.entries(copy).map(([part, rows]) => [part, rows.length]));
  const told = files.length > 0 ? 'Đã giao bản sao (JSON và PDF).' : 'Đã nói những gì đang lưu.';
  await answered(province, asking, requestId, 'none', told);
  io.json({ outcome: 'done', request: requestId, counts, files });
  for (const [part, n] of Object.entries(counts)) io.print(`${part.padEnd(14)} ${n}`);
  io.print(KEPT_VI);
  for (const file of files) io.print(file);
  return DONE;
}

async function write(folder: string, requestId: Id, copy: PersonCopy, madeAt: Date): Promise<string[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const name = join(folder, `ban-sao-du-lieu-${requestId.slice(-12)}`);
  // Whole and readable by who ran it alone; a file that stands there already is somebody's.
  const options = { mode: 0o600, flag: 'wx' } as const;
  await writeFile(`${name}.json`, copyText(copy, madeAt), options);
  await writeFile(`${name}.pdf`, await copyPdf(copy, madeAt), options);
  return [`${name}.json`, `${name}.pdf`];
}

async function apply(province: Opened, asking: Asking, { kind, act, told }: Deed, io: Io): Promise<number> {
  const requestId = await asked(province, asking, kind);
  const removed = await answered(province, asking, requestId, act, told);
  io.json({ outcome: 'done', request: requestId, act, removed });
  io.print(`${act}: ${requestId}`);
  for (const [what, n] of Object.entries(removed)) io.print(`${what.padEnd(14)} ${n}`);
  if (act === 'erase') io.print(KEPT_VI);
  return DONE;
}

async function correct(province: Opened, asking: Asking, io: Io): Promise<number> {
  const [name = '', ...rest] = need(asking.values, 'correct').split('=');
  const field = FIELDS[name as keyof typeof FIELDS];
  if (!field || rest.length === 0) throw new WrongCall(`--correct ${Object.keys(FIELDS).join('|')}=VALUE`);
  const now = province.clock.now();
  const root = await showRootOffice(province.db.read);
  const doer = await doerOf(province, need(asking.values, 'by'));
  const requestId = await asked(province, asking, 'correct');
  const correction: Correction = {
    id: requestId,
    doer: doer as Correction['doer'],
    at: { officeId: root.id, path: root.path, today: dayAt(now) },
    citizenId: asking.citizenId,
    set: { [field]: rest.join('=') || null },
    reason: text(asking.values, 'text') ?? `theo yêu cầu ${requestId}`,
  };
  const { changed } = await province.db.write((tx) => correctPerson(tx, now, correction));
  await answered(province, asking, requestId, 'none', `Đã sửa: ${changed.join(', ')}.`);
  io.json({ outcome: 'done', request: requestId, changed });
  io.print(`${requestId}: ${changed.join(', ')}`);
  return DONE;
}

/**
 * Whoever runs this command has the owner's connection at hand and no session, so the look is written down here, in the transaction
 * that reads and before what was read is used.
 */
async function withOwner<T>(
  { ownerUrl }: Opened,
  { by }: Asking,
  requestId: Id,
  work: (inFull: ReadInFull) => Promise<T>,
): Promise<T> {
  const owner = openDatabase({ url: ownerUrl, appName: 'tungnha subject', max: 1 });
  try {
    return await work((ids) =>
      owner.write(async (tx) => {
        await sql`insert into access_log (staff_id, subject_kind, subject_id, reason, route, reference)
          select ${by}, 'citizen', id::text, ${`request ${requestId}`}, 'tungnha subject', ${requestId}
          from unnest(${[...ids]}::uuid[]) id`.execute(tx);
        const { rows } = await sql<Awaited<ReturnType<ReadInFull>>[number]>`
          select c.id, c.cccd, c.cmnd, c.insurance_no, c.phone, c.address, coalesce((
            select jsonb_agg(jsonb_build_object('before', g.before, 'after', g.after, 'reason', g.reason, 'changed_at', g.changed_at)
              order by g.changed_at, g.id) from citizen_change g where g.citizen_id = c.id), '[]') as changes
          from citizen c where c.id = any (${[...ids]}::uuid[])`.execute(tx);
        return rows;
      }),
    );
  } finally {
    await owner.close();
  }
}
