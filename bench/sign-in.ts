import { randomBytes, scryptSync } from 'node:crypto';
import pino from 'pino';
import { buildServer } from '#app/server.ts';
import { hashPassword } from '#kernel/access/password-hash.ts';
import { makeTestPerson, TEST_SECRET } from '#kernel/access/testing/signed-in.ts';
import { newId } from '#kernel/words/id.ts';
import type { BenchContext, Measure } from './measure.ts';
import { percentile } from './queries/latency.ts';

const PASSWORD = 'mưa nguồn suối lũ';
const ROUNDS = 100;
const TELLERS = 200;

/** How sure an observer may be, 0.5 being not at all: three standard errors of Mann and Whitney's U for so many samples. */
const noiseOf = (samples: number) => 0.5 + 3 * Math.sqrt((2 * samples + 1) / (12 * samples * samples));

/**
 * What the time of a refused sign-in tells: names that nobody has against wrong passwords of people at work, suspended, with a second
 * factor, and kept at the cost before. And a morning: tellers who all sign in at one moment, and what a page asks meanwhile.
 */
export async function run({ db, folder, size, say }: BenchContext): Promise<Measure[]> {
  const server = await buildServer({
    db,
    dataDir: folder,
    clock: { now: () => new Date() },
    log: pino({ level: 'silent' }),
    sessionSecret: TEST_SECRET,
    requestsPerMinute: 100_000_000,
  });
  let address = 0;
  const signIn = async (username: string, password: string) => {
    address++;
    const began = performance.now();
    const { statusCode } = await server.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/username',
      remoteAddress: `10.${(address >> 16) & 255}.${(address >> 8) & 255}.${address & 255}`,
      payload: { username, password },
    });
    return { statusCode, ms: performance.now() - began };
  };
  const hash = await hashPassword(PASSWORD);
  const withPassword = async (kept: string) => {
    const person = await makeTestPerson(db, []);
    await db.pool.query(
      `insert into account (id, account_id, provider_id, staff_id, password) values ($1, 'own', 'credential', $2, $3)`,
      [newId(), person.staffId, kept],
    );
    return person;
  };

  /** Milliseconds of wrong passwords for each of the names, taking turns. */
  async function timeRefusals(names: Readonly<Record<string, string>>, rounds: number) {
    const times = Object.fromEntries(Object.keys(names).map((name) => [name, [] as number[]]));
    for (let round = 0; round < rounds; round++) {
      await db.pool.query('delete from sign_in_attempt');
      for (const [name, username] of Object.entries(names)) {
        const { statusCode, ms } = await signIn(username, `sai ${round}`);
        if (statusCode !== 422) throw new Error(`${name}: ${statusCode}`);
        times[name]?.push(ms);
      }
    }
    return times;
  }

  function told(what: string, times: Readonly<Record<string, number[]>>): Measure[] {
    const { unknown = [], ...known } = times;
    return Object.entries(known).map(([name, samples]) => {
      const [mine, theirs] = [percentile(samples, 0.5), percentile(unknown, 0.5)];
      say(`${what}, ${name}: median ${mine.toFixed(1)} ms, unknown ${theirs.toFixed(1)} ms`);
      const value = certainty(unknown, samples);
      const baseline = noiseOf(samples.length);
      const against = 'what noise alone gives; a ratio of at most 1 is wanted';
      return {
        name: `${what} ${name}`,
        value,
        unit: 'certainty',
        ratio: value / baseline,
        baseline,
        against,
      };
    });
  }

  try {
    const rounds = size('rounds', ROUNDS);
    const [working, suspended, coded] = [
      await withPassword(hash),
      await withPassword(hash),
      await withPassword(hash),
    ];
    await db.pool.query(`insert into staff_suspension (id, staff_id, reason) values ($1, $2, 'thử')`, [
      newId(),
      suspended.staffId,
    ]);
    await db.pool.query('update staff set two_factor_enabled = true where id = $1', [coded.staffId]);
    const names = {
      unknown: 'khong-co-ai',
      working: working.username,
      suspended: suspended.username,
      'second factor': coded.username,
    };
    await timeRefusals(names, 5);
    const now = told('sign-in', await timeRefusals(names, rounds));
    const former = await withPassword(formerHash());
    const before = { unknown: names.unknown, working: names.working, former: former.username };
    const mixed = told('sign-in with former hashes', await timeRefusals(before, Math.ceil(rounds / 2)));

    const tellers = await Promise.all(
      Array.from({ length: size('tellers', TELLERS) }, () => withPassword(hash)),
    );
    const began = performance.now();
    const entering = Promise.all(tellers.map(({ username }) => signIn(username, PASSWORD)));
    const pages: number[] = [];
    let entered = false;
    const asking = (async () => {
      while (!entered) {
        const from = performance.now();
        await server.app.inject({ url: '/api/auth/session', headers: { cookie: working.cookie } });
        pages.push(performance.now() - from);
      }
    })();
    const answers = await entering;
    entered = true;
    const seconds = (performance.now() - began) / 1000;
    await asking;
    const refused = answers.filter(({ statusCode }) => statusCode !== 200).length;
    say(`${tellers.length} tellers at one moment: ${seconds.toFixed(1)} s, ${refused} asked to come back`);
    const perSecond = tellers.length / seconds;
    const page = percentile(pages, 0.99);
    return [
      ...now,
      ...mixed,
      { name: 'sign-in morning', value: perSecond, unit: 'people/s', ratio: perSecond, baseline: 1 },
      { name: 'page in that morning p99', value: page, unit: 'ms', ratio: page / 100, baseline: 100 },
    ];
  } finally {
    await server.close();
  }
}

/** How often a guess by one sample each is right: Mann and Whitney's U of the pairs, whichever side is the slower. */
function certainty(a: readonly number[], b: readonly number[]): number {
  let wins = 0;
  for (const x of a) for (const y of b) wins += x < y ? 1 : x === y ? 0.5 : 0;
  const share = wins / (a.length * b.length);
  return Math.max(share, 1 - share);
}

function formerHash(): string {
  const salt = randomBytes(16).toString('hex');
  return `${salt}:${scryptSync(PASSWORD, salt, 64, { N: 2 ** 14, r: 16, p: 1, maxmem: 2 ** 26 }).toString('hex')}`;
}
