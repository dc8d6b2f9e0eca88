import { BATCH_USUAL, gzipped, packBatch } from '#kernel/devices/batch.ts';
import type { SignedOperation } from '#kernel/devices/operation.ts';
import { CHAIN_START, makeDeviceKeys, publicKeyText, sealOperation } from '#kernel/devices/seal.ts';
import { openHands } from '#kernel/handover/hands.ts';
import * as ledger from '#kernel/handover/post.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { type Counter, PAY_AT } from '../counters.ts';
import type { BenchContext } from '../measure.ts';

/** A phone at the end of its round: everything is written down, nothing is sent. */
export interface LoadedPhone {
  readonly deviceId: Id;
  readonly keys: CryptoKeyPair;
  readonly operations: readonly { readonly id: Id; readonly signed: SignedOperation }[];
  /** How many of them the server has answered. */
  acknowledged: number;
}

/** Phones of new people at the counters' offices, each with its bag, the vouchers in it, and a payment sealed for every one of them. */
export async function loadPhones(
  context: BenchContext,
  counters: readonly Counter[],
  phones: number,
  operations: number,
): Promise<LoadedPhone[]> {
  const loaded: LoadedPhone[] = [];
  const taken = new Map<Counter, number>();
  for (let i = 0; i < phones; i++) {
    const counter = counters[i % counters.length] as Counter;
    const from = taken.get(counter) ?? 0;
    const vouchers = counter.voucherIds.slice(from, from + operations);
    taken.set(counter, from + operations);
    loaded.push(await loadPhone(context, counter, vouchers, i));
  }
  return loaded;
}

async function loadPhone(
  context: BenchContext,
  { post, till }: Counter,
  vouchers: readonly Id[],
  i: number,
): Promise<LoadedPhone> {
  const { db, owner } = context;
  const [staffId, deviceId, enrolmentId] = [newId(), newId(), newId()];
  const officeId = post.office.id;
  const keys = await makeDeviceKeys();
  const publicKey = await publicKeyText(keys.publicKey);
  await owner.pool.query(
    `with person as (insert into staff (id, username, name, email) values ($1, $2, $2, $2 || '@staff.invalid') returning id),
     held as (insert into role_grant (id, staff_id, role, office_id, valid_from) select $3, id, 'teller', $4, '2019-01-01' from person),
     code as (insert into device_enrolment (id, code_hash, staff_id, office_id, name, made_by, made_at, expires_at)
       select $5, sha256($2::bytea), id, $4, $2, $6, $7, $7::timestamptz + interval '15 minutes' from person returning id)
     insert into device (id, enrolment_id, staff_id, office_id, name, model, public_key, enrolled_at)
     select $8, code.id, person.id, $4, $2, 'bench', $9, $7 from person, code`,
    [staffId, `bench-${i}`, newId(), officeId, enrolmentId, till.person.id, PAY_AT, deviceId, publicKey],
  );
  const { rows } = await owner.pool.query<{ id: Id; citizen: Id; vnd: bigint; agency: Id }>(
    `select v.id, v.citizen_id as citizen, v.amount_vnd as vnd, f.agency_hand as agency from unnest($1::uuid[]) with ordinality u(id, n)
     join voucher v on v.id = u.id join programme_rule r on r.programme = v.programme and r.valid_from <= v.month and (r.valid_to is null or r.valid_to >= v.month)
     join funder f on f.code = r.funder_code order by u.n`,
    [vouchers],
  );
  await db.write(async (tx) => {
    const [bag] = await openHands(tx, PAY_AT, [{ kind: 'bag', officeId, staffId, name: `Túi ${i}` }]);
    const [answer] = await ledger.post(tx, PAY_AT, [
      {
        id: newId(),
        kind: 'bag',
        doer: { kind: 'job', name: 'bench' },
        officeId,
        occurredAt: PAY_AT,
        input: {},
        money: [{ from: rows[0]?.agency as Id, to: bag?.id as Id, amountVnd: 10_000_000_000n }],
        things: rows.map(({ id }) => ({ thing: id, from: post.desk.id, to: bag?.id as Id })),
      },
    ]);
    if (answer?.answer !== 'posted') throw new Error(JSON.stringify(answer));
  });
  const run = newId();
  let end = CHAIN_START;
  const operations: { id: Id; signed: SignedOperation }[] = [];
  for (const [n, { id: voucherId, citizen, vnd }] of rows.entries()) {
    const id = newId();
    const sealed = await sealOperation(keys.privateKey, end, {
      id,
      device: deviceId,
      kind: 'payouts.pay',
      occurredAt: PAY_AT.toISOString(),
      clock: { run, monotonicMs: n, offsetMs: 0 },
      body: {
        citizenId: citizen,
        voucherIds: [voucherId],
        amountVnd: vnd.toString(),
        collector: { kind: 'self' },
        signed: { how: 'paper', number: `${n}` },
        count: null,
        photoSha256: null,
        identity: 'papers_seen',
        position: null,
      },
      attachments: [],
    });
    end = sealed.end;
    operations.push({ id, signed: sealed.signed });
  }
  return { deviceId, keys, operations, acknowledged: 0 };
}

/** Longer than the server lets any statement run. */
const ANSWER_MS = 90_000;

/** Sends the next batch; false when the line broke before the answer was whole. */
export async function sendNext(phone: LoadedPhone, url: string): Promise<boolean> {
  const next = phone.operations.slice(phone.acknowledged, phone.acknowledged + BATCH_USUAL);
  const head = {
    device: phone.deviceId,
    sentAt: PAY_AT.toISOString(),
    clock: { run: newId(), monotonicMs: 0, offsetMs: 0 },
    lastSeq: phone.operations.length,
    coveredSeq: 0,
  };
  const batch = await packBatch(
    phone.keys.privateKey,
    head,
    next.map(({ signed }) => signed),
  );
  const body = await gzipped(batch);
  const answer = await fetch(`${url}/api/devices/${phone.deviceId}/operations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body,
    signal: AbortSignal.timeout(ANSWER_MS),
  })
    .then((response) => response.json())
    .catch(() => null);
  if (answer === null) return false;
  const { answers, error } = answer as {
    answers?: { id: Id; first: string; code: string | null }[];
    error?: unknown;
  };
  const wrong = answers?.find(
    (each, i) => each.first !== 'posted' || each.code !== null || each.id !== next[i]?.id,
  );
  if (!answers || wrong) throw new Error(`not taken: ${JSON.stringify(wrong ?? error)}`);
  phone.acknowledged += answers.length;
  return true;
}
