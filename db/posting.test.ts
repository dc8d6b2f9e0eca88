import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { showOfficeHand } from '#kernel/handover/hands.ts';
import { post } from '#kernel/handover/post.ts';
import { cloneDatabase } from '#kernel/testing/database.ts';
import { type Id, newId } from '#kernel/words/id.ts';
import { smallProvince, type SmallProvince } from '#modules/payouts/testing/province.ts';

/** The posting functions are the only writers of the ledger, so they keep what foreign keys would. */
const db = await cloneDatabase();
const NOW = new Date('2020-12-01T08:00:00+07:00');
let province: SmallProvince;
let vault: Id;

before(async () => {
  province = await smallProvince(db, NOW);
  vault = (await showOfficeHand(db.read, province.camLoId, 'vault')).id;
});

test('a handover between hands or at an office that do not exist is not posted', async () => {
  const desk = (await showOfficeHand(db.read, province.camLoId, 'desk')).id;
  const said = {
    id: newId(),
    kind: 'test',
    doer: { kind: 'job', name: 'test' },
    officeId: province.camLoId,
    occurredAt: NOW,
    input: null,
  } as const;
  const unknown = [
    { ...said, money: [{ from: vault, to: newId(), amountVnd: 1n }] },
    { ...said, things: [{ thing: newId(), from: newId(), to: desk }] },
    { ...said, towardHand: newId() },
    { ...said, officeId: newId() },
  ];
  for (const envelope of unknown)
    await assert.rejects(
      db.write((tx) => post(tx, NOW, [envelope])),
      /unknown (hands|office)/,
    );
  await assert.rejects(
    db.pool.query(`select issue_things($1, 'test', array[$2]::uuid[], $3, $4)`, [
      newId(),
      newId(),
      vault,
      desk,
    ]),
    /posted handover/,
  );
});
