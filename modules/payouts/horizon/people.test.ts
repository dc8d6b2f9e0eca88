import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { checkEvidence } from '#kernel/evidence/check.ts';
import { exportEvidence } from '#kernel/evidence/export.ts';
import { catchUp } from '#kernel/evidence/follow.ts';
import { verifyFile } from '#kernel/evidence/verify-file.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { untilSettled } from '#kernel/testing/settled.ts';
import { newId } from '#kernel/words/id.ts';
import { type Branch, openBranch } from '../testing/branch.ts';
import { fillDrawer, payCommand, payNow } from '../testing/paying.ts';
import { HOA } from '../testing/served.ts';

/** Who did it: a clerk's name stands under a clerk's acts only, and nobody changes a branch's accounts unseen. */
const db = await cloneDatabase();
const folder = await mkdtemp(join(tmpdir(), 'tungnha-horizon-'));
let branch: Branch;
before(async () => {
  branch = await openBranch(db);
  await fillDrawer(db, branch.month, { '500000': 8 });
});
after(async () => {
  await branch.month.close();
  await rm(folder, { recursive: true, force: true });
});

test('8. The system never writes as a person: an actor is always named by its kind, and a job has no person', async () => {
  const { rows } = await db.pool.query<{ n: number; unnamed: number }>(
    `select count(*)::int as n, count(*) filter (where actor_name = '' or (actor_kind = 'job') <> (actor_id is null))::int as unnamed from handover`,
  );
  assert.ok((rows[0]?.n ?? 0) > 5);
  assert.equal(rows[0]?.unnamed, 0);
  const teller = branch.month.province.tellers[0]?.id;
  const write = (kind: string | null, actor: string | null | undefined) =>
    db.owner.pool.query(
      `insert into handover (id, kind, actor_kind, actor_id, actor_name, office_id, occurred_at, recorded_at, business_day, input_hash)
       values ($1, 'x', $2, $3, 'việc đêm', $4, now(), now(), '2020-12-06', sha256(''))`,
      [newId(), kind, actor, branch.officeId],
    );
  const checked = { code: '23514' };
  await assert.rejects(
    write('job', teller),
    checked,
    'not even its owner makes the database take a job with a person',
  );
  await assert.rejects(write('person', null), checked);
  await assert.rejects(write('system', teller), checked);
  await assert.rejects(write(null, teller), { code: '23502' });
});

test('9. Support staff change nothing unseen: every UPDATE and DELETE fails, and an edit by a superuser is named', async () => {
  const payment = await payNow(db, branch.month, await payCommand(db, branch.month, HOA));
  const settings = {
    db,
    clock: branch.month.clock,
    log: { error: assert.fail, info: () => {} },
    keysFolder: join(folder, 'keys'),
  };
  await untilSettled(db);
  const to = await catchUp(settings);
  for (const statement of [
    `update money_move set amount_vnd = 1 where handover_id = $1`,
    `delete from money_move where handover_id = $1`,
    `update handover set actor_name = 'x' where id = $1`,
    `delete from handover where id = $1`,
    `update thing_move set to_hand = from_hand where handover_id = $1`,
    `update payment set amount_vnd = 1 where handover_id = $1`,
    `delete from cash_count where handover_id = $1`,
  ])
    await assert.rejects(db.pool.query(statement, [payment.handoverId]), { code: '42501' }, statement);
  for (const table of ['evidence_run', 'evidence_node', 'evidence_checkpoint', 'evidence_key'])
    await assert.rejects(db.pool.query(`delete from ${table}`), { code: '42501' }, table);
  assert.equal((await checkEvidence(db, branch.month.clock)).outcome, 'whole');

  await db.owner.pool.query('update money_move set amount_vnd = amount_vnd + 100000 where handover_id = $1', [
    payment.handoverId,
  ]);
  const named = ({
    findings,
  }: {
    findings: readonly { what: string; subject: { id: string } | null; breaks: unknown }[];
  }) => findings.map(({ what, subject, breaks }) => [what, subject?.id, breaks !== null]);
  const expected = [['edited', payment.handoverId, true]];
  assert.deepEqual(named(await checkEvidence(db, branch.month.clock)), expected, 'the nightly check');
  const file = join(folder, 'edited.gz');
  await exportEvidence(db.read, { from: 0, to }, file);
  const answer = await verifyFile(file);
  assert.ok(answer.file === 'export');
  assert.deepEqual(named(answer.verdict), expected, 'the verifier, without a database');
});

test('9b. A correction of a payment takes two people, and the branch sees both names', async () => {
  const payment = await db.read.selectFrom('payment').select('handover_id').executeTakeFirstOrThrow();
  const what = { kind: 'pay-reverse', paymentHandoverId: payment.handover_id, reason: 'sai người' };
  const id = newId();
  const made = await branch.ask(branch.teller, 'POST', '/proposals', { id, what });
  assert.equal(made.status, 200, JSON.stringify(made.json));
  const alone = await branch.ask(branch.teller, 'POST', `/proposals/${id}/ruling`, {
    granted: true,
    reason: null,
  });
  assert.ok(alone.status >= 400, 'nobody grants what they asked for');
  const { rows } = await db.pool.query('select from handover where reverses = $1', [payment.handover_id]);
  assert.equal(rows.length, 0);
});
