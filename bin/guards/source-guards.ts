import type { Guard } from './guard.ts';

const SERVER = ['kernel/http/server.test.ts', 'kernel/http/guards.test.ts'];
const MATRIX = ['app/route-matrix.test.ts'];

const inFile = (file: string, find: string, put = '') => ({ by: 'source', file, find, put }) as const;

/** Guards that stand in the code above the database. */
export const SOURCE_GUARDS: readonly Guard[] = [
  {
    name: 'an act sent again with another input is refused',
    removal: inFile(
      'kernel/handover/once.ts',
      "if (earlier && !earlier.input_hash.equals(hash)) throw new Refusal('conflict', { id });",
    ),
    tests: ['modules/payouts/people/routes/records.test.ts', 'kernel/handover/once.test.ts'],
  },
  {
    name: 'two sendings of one act wait for each other',
    removal: inFile('kernel/handover/once.ts', 'await takeTurn(tx, id);'),
    tests: ['kernel/handover/once.test.ts'],
  },
  {
    name: 'the input hash covers the whole envelope',
    removal: inFile(
      'kernel/handover/post.ts',
      '${bytesLiteral(envelopes.map((e) => inputHash(e)))}::bytea[]',
      '${bytesLiteral(envelopes.map(() => Buffer.alloc(32)))}::bytea[]',
    ),
    tests: ['kernel/handover/post.test.ts'],
  },
  {
    name: 'a payment is told in the feed',
    removal: inFile(
      'modules/payouts/pay/actions/pay.ts',
      "if (offices.size > 0) await publish(tx, 'payouts', { offices: [...offices] });",
    ),
    tests: ['modules/payouts/pay/actions/pay-plain.test.ts'],
  },
  {
    name: 'the feed is written in the same transaction',
    removal: inFile('kernel/feed/feed.ts', 'if (happenings.length === 0) return;', 'if (happenings) return;'),
    tests: ['kernel/feed/feed.test.ts'],
  },
  {
    name: 'a feed reader never passes an open transaction',
    removal: inFile(
      'kernel/feed/follow.ts',
      'and xid < pg_snapshot_xmin(pg_current_snapshot()) and ($3',
      'and ($3',
    ),
    tests: ['kernel/feed/feed.test.ts'],
  },
  {
    name: 'the signature of a checkpoint is checked',
    removal: inFile(
      'kernel/evidence/note.ts',
      'if (!verify(null, Buffer.from(read.text), known.key, signature)) return [];',
    ),
    tests: ['kernel/evidence/verify.test.ts', 'kernel/evidence/follow.test.ts'],
  },
  {
    name: 'a new evidence key is named by the one before it',
    removal: inFile(
      'kernel/evidence/note.ts',
      'if (!said || signersOf(statement, [before, next]).length !== 2) return null;',
    ),
    tests: ['kernel/evidence/verify.test.ts', 'kernel/evidence/follow.test.ts'],
  },
  {
    name: 'every leaf of an export is hashed again',
    removal: inFile(
      'kernel/evidence/verify-export.ts',
      "if (!leafHash(leaf).equals(stored)) find('edited', n, subject);",
    ),
    tests: ['kernel/evidence/verify.test.ts'],
  },
  {
    name: 'the signature of a phone is checked',
    removal: inFile(
      'kernel/devices/seal.ts',
      'return bytes?.length === 64 && crypto.subtle.verify(SIGNING, key, bytes, utf8.encode(text));',
      'return bytes?.length === 64 && text.length > 0 && key.type === SIGNING && utf8 !== null;',
    ),
    tests: ['kernel/devices/seal.test.ts'],
  },
  {
    name: 'nobody grants their own proposal (answered, not failed)',
    removal: inFile(
      'modules/payouts/proposals/actions/grant.ts',
      "if (proposal.maker.id === doer.id) throw new Refusal('own_proposal', { proposal: proposalId });",
    ),
    tests: ['modules/payouts/proposals/routes.test.ts'],
  },
  {
    name: 'a role is needed',
    removal: inFile(
      'kernel/http/admission.ts',
      "if (route.may !== 'signed-in' && reach.length === 0) throw new Refusal('not_allowed');",
    ),
    tests: MATRIX,
  },
  {
    name: 'a role of the province is held at its root',
    removal: inFile(
      'kernel/http/admission.ts',
      "if (route.scope === 'province' && !mayActForAll(actor, roles)) throw new Refusal('not_allowed');",
    ),
    tests: MATRIX,
  },
  {
    name: 'a role counts at its office and below',
    removal: inFile(
      'kernel/http/admission.ts',
      "if (path === null || !mayActAt(actor, roles, path)) throw new Refusal('not_allowed');",
      "if (path === null) throw new Refusal('not_allowed');",
    ),
    tests: MATRIX,
  },
  {
    name: 'the office judged is the office acted on',
    removal: inFile('kernel/http/mount.ts', 'requireOffice(route, input, state.office);'),
    tests: SERVER,
  },
  {
    name: 'money and keys need recent presence',
    removal: inFile(
      'kernel/http/admission.ts',
      'if (route.stepUp && minutesSince(actor.steppedUpAt) > STEP_UP_MINUTES)',
      'if (route.stepUp && minutesSince(actor.steppedUpAt) > Infinity)',
    ),
    tests: ['people/staff/second-factor.test.ts', ...SERVER],
  },
  {
    name: 'a one-time password opens nothing else',
    removal: inFile(
      'kernel/http/admission.ts',
      "if (actor.mustChangePassword && route.before !== 'own-password') throw new Refusal('password_change_required');",
    ),
    tests: ['people/staff/staff.test.ts'],
  },
  {
    name: 'a suspended person is out at the next request',
    removal: inFile('kernel/access/gate.ts', "suspended('s.staff_id')", "suspended('null::uuid')"),
    tests: ['people/staff/staff.test.ts', ...MATRIX],
  },
  {
    name: 'a revoked role is gone at the next request',
    removal: inFile(
      'kernel/access/gate.ts',
      'and not exists (select from role_revocation r where r.grant_id = g.id)',
    ),
    tests: ['people/staff/staff.test.ts'],
  },
  {
    name: 'a session ends',
    removal: inFile('kernel/access/gate.ts', 'where s.expires_at > now() and', 'where'),
    tests: ['people/staff/staff.test.ts', 'kernel/http/guards.test.ts'],
  },
  {
    name: 'a session cookie is signed',
    removal: inFile(
      'kernel/access/gate.ts',
      'given.length === expected.length && timingSafeEqual(given, expected) ? value : null',
      'given.length <= expected.length || timingSafeEqual(given, expected) ? value : null',
    ),
    tests: ['people/staff/staff.test.ts', 'kernel/http/guards.test.ts'],
  },
  {
    name: 'a write from another site is refused',
    removal: inFile('kernel/http/mount.ts', 'refuseForeignOrigin(request);'),
    tests: SERVER,
  },
  {
    name: 'requests a minute are limited',
    removal: inFile('kernel/http/server.ts', 'max: settings.requestsPerMinute ?? 1200,', 'max: 1_000_000,'),
    tests: SERVER,
  },
  {
    name: 'attempts at a password are limited',
    removal: inFile(
      'kernel/access/attempts.ts',
      'if (subjects.some((subject, i) => (count.get(subject) ?? 0) > (limits[i] ?? 0)))',
      'if (subjects.length === 0 && limits.length > count.size)',
    ),
    tests: ['people/staff/staff.test.ts'],
  },
  {
    name: 'a look at personal data is recorded',
    removal: inFile(
      'kernel/http/mount.ts',
      'if (route.audit) await recordAudit(key, route, request, state, settings);',
    ),
    tests: [...SERVER, 'modules/payouts/people/routes/people.test.ts'],
  },
  {
    name: 'pages load no foreign script',
    removal: inFile(
      'kernel/http/web-files.ts',
      '`script-src ${scripts}`,',
      "`script-src * 'unsafe-inline' ${scripts}`,",
    ),
    tests: ['kernel/http/files-and-streams.test.ts', ...SERVER],
  },
  {
    name: 'text in a written sheet is never a formula',
    removal: inFile(
      'kernel/sheets/write.ts',
      "if (typeof cell === 'string') return neutralCell(cell);",
      "if (typeof cell === 'string') return cell;",
    ),
    tests: ['kernel/sheets/write.test.ts'],
  },
  {
    name: 'a sheet is small once inflated',
    removal: inFile(
      'kernel/sheets/zip.ts',
      'if (inflatedBytes > 16 * 2 ** 20 && inflatedBytes > packedBytes * limits.ratio)',
      'if (inflatedBytes > packedBytes * Infinity)',
    ),
    tests: ['kernel/sheets/hostile.test.ts'],
  },
  {
    name: 'accounts of a list are sealed',
    removal: {
      by: 'source',
      file: 'modules/payouts/lists/store/staging.ts',
      find: '  await sealStagedAccounts(tx);\n',
      put: '',
    },
    tests: ['modules/payouts/lists/actions/import-list.test.ts'],
  },
  {
    name: 'a phone accepts the offer it was shown',
    removal: inFile(
      'modules/payouts/at-door/actions/bag.ts',
      'body.seen !== undefined && body.seen !== seen.get(body.offerId);',
      'body.seen !== undefined && !seen.has(body.offerId);',
    ),
    tests: ['modules/payouts/at-door/routes/door.test.ts'],
  },
  {
    name: 'phones behind one address are counted each by itself',
    removal: inFile(
      'kernel/http/mount.ts',
      '    `${ip} ${(params as Readonly<Record<string, string>>)[part]}`;',
      '    `${ip} ${typeof params}`;',
    ),
    tests: ['kernel/http/server.test.ts'],
  },
  {
    name: 'a text says what it shows',
    removal: { by: 'source', file: 'kernel/words/text.ts', find: ' && text.search(UNSEEN) < 0', put: '' },
    tests: ['app/attacks.test.ts'],
  },
  {
    name: 'the public page shares no hostname with the desk',
    removal: {
      by: 'source',
      file: 'app/web/public/receipt-routes.ts',
      find: 'if (isPublic === (',
      put: 'if (true || (',
    },
    tests: ['app/attacks.test.ts'],
  },
];
