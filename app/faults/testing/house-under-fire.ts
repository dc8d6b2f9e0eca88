import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { withUser } from '#app/platform/database.ts';
import { type EmbeddedServer, startEmbedded } from '#app/platform/embedded.ts';
import { APP_ROLE } from '#kernel/db/app-role.ts';
import { type Database, openDatabase } from '#kernel/db/connect.ts';
import { AT_WORK_LOCK, migrate } from '#kernel/db/migrate.ts';
import { migrateJobs } from '#kernel/jobs/migrate.ts';
import { passingKeyring } from '#kernel/keys/keyring.ts';
import { useKeyring } from '#kernel/keys/seal.ts';
import type { TestDatabase } from '#kernel/testing/database.ts';
import type { Id } from '#kernel/words/id.ts';
import { fewestNotes } from '#kernel/words/money.ts';
import { type Branch, openBranch } from '#modules/payouts/testing/branch.ts';
import { fillDrawer } from '#modules/payouts/testing/paying.ts';
import type { Told } from './count.ts';
import type { ServeAsk } from './serve.ts';

/** For tests that kill PostgreSQL: why they cannot here, or false. */
export const NO_STRIKE =
  process.platform !== 'linux' &&
  'PostgreSQL is killed with all its processes, which only Linux lists for it';

const SERVE = fileURLToPath(new URL('serve.ts', import.meta.url));
const AT = '2020-12-06T09:00:00+07:00';
/** What each voucher of the branch amounts to. */
const VOUCHER_VND = 1_624_000n;
const APP_PASSWORD = 'under-fire';

/** A crash-safe embedded PostgreSQL and a server and worker of their own process, each of which can be killed and started again. */
export class HouseUnderFire {
  readonly dataDir: string;
  readonly branch: Branch;
  readonly db: Database;
  #server: EmbeddedServer;
  #child: ChildProcess | null = null;
  #address = '';
  readonly #vouchers = new Map<Id, Id>();

  private constructor(dataDir: string, server: EmbeddedServer, db: Database, branch: Branch) {
    this.dataDir = dataDir;
    this.#server = server;
    this.db = db;
    this.branch = branch;
  }

  /** `within` is the folder under which DATA_DIR is made; `payments` can be made at the counter. */
  static async open(within = tmpdir(), payments = 0): Promise<HouseUnderFire> {
    const dataDir = await mkdtemp(join(within, 'tungnha-fire-'));
    useKeyring(passingKeyring());
    const server = await startEmbedded({ folder: dataDir, ownerPassword: 'fire' });
    const ownerUrl = server.url('postgres');
    await migrate({ url: ownerUrl, appPassword: APP_PASSWORD });
    await migrateJobs(ownerUrl);
    const appUrl = withUser(ownerUrl, APP_ROLE, APP_PASSWORD);
    const db = openDatabase({ url: appUrl, appName: 'test', max: 4 });
    const owner = openDatabase({ url: ownerUrl, appName: 'test owner', max: 2 });
    const own = { ...db, owner, appUrl, ownerUrl } as TestDatabase;
    const branch = await openBranch(own, payments);
    if (payments > 0) await fillDrawer(own, branch.month, fewestNotes(BigInt(payments) * VOUCHER_VND).count);
    await branch.month.close();
    await owner.close();
    return new HouseUnderFire(dataDir, server, db, branch);
  }

  get postmaster(): number {
    return this.#server.pid;
  }

  get ownerUrl(): string {
    return this.#server.url('postgres');
  }

  /** Whether a server says that it works on the database. */
  async isAtWork(): Promise<boolean> {
    const asking = () =>
      this.db.pool.query<{ held: boolean }>(
        `select exists (select from pg_locks where locktype = 'advisory' and mode = 'ShareLock' and granted
           and (classid::bigint << 32) + objid::bigint = $1) as held`,
        [AT_WORK_LOCK],
      );
    const { rows } = await asking().catch(asking).catch(asking);
    return rows[0]?.held === true;
  }

  get databasePort(): number {
    return this.#server.port;
  }

  get port(): number {
    return Number(new URL(this.#address).port);
  }

  /** `databasePort` is where a wire leads to the database, when there is one in between. */
  async serve(
    databasePort = this.databasePort,
    limits: Pick<ServeAsk, 'patience' | 'statementTimeoutMs'> = {},
  ): Promise<void> {
    const child = fork(SERVE, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#child = child;
    const appUrl = new URL(withUser(this.#server.url('postgres'), APP_ROLE, APP_PASSWORD));
    appUrl.port = String(databasePort);
    const ask: ServeAsk = {
      appUrl: appUrl.href,
      dataDir: this.dataDir,
      at: AT,
      ...limits,
    };
    child.send(ask);
    const [address] = (await once(child, 'message')) as [string];
    this.#address = address;
  }

  /** Bytes that the serving process holds in memory. */
  async memory(): Promise<number> {
    this.#child?.send('memory');
    const [bytes] = (await once(this.#child as ChildProcess, 'message')) as [number];
    return bytes;
  }

  async killServer(): Promise<void> {
    const child = this.#child;
    assert.ok(child, 'a server is running');
    this.#child = null;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }

  /** Kills PostgreSQL and every process of it at once, as a power cut does, and starts it again. */
  async killDatabase(): Promise<void> {
    this.strikeDatabase();
    await this.restartDatabase();
  }

  /**
   * SIGKILL to the postmaster first, so that it starts no other, and to its processes: one whose parent alone is killed
   * finishes its commit and answers before it looks up.
   */
  strikeDatabase(): void {
    const { pid } = this.#server;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    for (const each of [pid, ...children.map(Number)]) process.kill(each, 'SIGKILL');
  }

  /** Each commit sleeps for so long between writing its record and flushing it, as on a slow disk. */
  async slowCommits(ms: number): Promise<void> {
    const client = new Client({ connectionString: this.#server.url('postgres') });
    await client.connect();
    await client.query(`alter system set commit_delay = ${ms * 1000}`);
    await client.query('alter system set commit_siblings = 0');
    await client.query('select pg_reload_conf()');
    await client.end();
  }

  async restartDatabase(): Promise<void> {
    const before = this.#server.port;
    this.#server = await startEmbedded({ folder: this.dataDir, ownerPassword: 'fire' });
    assert.equal(this.#server.port, before, 'on the same port, where the server looks for it');
  }

  /** Writes what goes into the log until the disk takes no more; PostgreSQL may go down over it. */
  async fillLog(): Promise<void> {
    const client = new Client({ connectionString: this.#server.url('postgres') });
    client.on('error', () => {});
    await client.connect();
    try {
      for (let i = 0; i < 64; i++)
        await client.query(
          `select pg_logical_emit_message(false, 'fill', repeat(md5(random()::text), 100000))`,
        );
    } catch {
      // No space left: that is what was wanted.
    } finally {
      await client.end().catch(() => {});
    }
  }

  /** Offers a note from the vault to the drawer, as the treasurer's browser does. */
  offer(id: Id, address = this.#address): Promise<Told> {
    const { treasurer, officeId, vault, drawer } = this.branch;
    const act = { id, officeId, fromHand: vault, towardHand: drawer, count: { '10000': 1 } };
    return this.#ask(`${address}/api/payouts/offers`, treasurer, act);
  }

  /** Pays a person who stands at the counter, as the teller's browser does: asked again, the same person's voucher. */
  async pay(id: Id, address = this.#address): Promise<Told> {
    const { teller, officeId } = this.branch;
    const voucherId = this.#vouchers.get(id) ?? (await this.#nextVoucher());
    this.#vouchers.set(id, voucherId);
    return this.#ask(`${address}/api/payouts/payments`, teller, {
      id,
      officeId,
      voucherIds: [voucherId],
      collector: { kind: 'self' },
      signed: 'paper',
      occurredAt: AT,
    });
  }

  async #nextVoucher(): Promise<Id> {
    const { rows } = await this.db.pool.query<{ id: Id }>(
      `select id from voucher where status = 'due' and id <> all($1) order by id limit 1`,
      [[...this.#vouchers.values()]],
    );
    assert.ok(rows[0], 'somebody is left who may be paid');
    return rows[0].id;
  }

  async #ask(url: string, cookie: string, act: object): Promise<Told> {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(act),
      signal: AbortSignal.timeout(30_000),
    });
    const body = (await answer.json()) as { error?: { code: string } };
    if (answer.status === 200) return 'acknowledged';
    assert.ok(
      answer.status >= 500,
      `under a fault nobody is told that an act is wrong: ${answer.status} ${body.error?.code}`,
    );
    return 'unknown';
  }

  /** Whether the books hold the act already, whatever anybody was told. */
  async stands(id: Id): Promise<boolean> {
    const asking = () => this.db.pool.query('select from handover where id = $1', [id]);
    // The first answer after a kill may be that the connection is gone.
    const { rows } = await asking().catch(asking).catch(asking);
    return rows.length > 0;
  }

  /** Asks the same again until the house is up; what it answers then is the truth. */
  offerUntilKnown(id: Id): Promise<Told> {
    return this.untilKnown(() => this.offer(id));
  }

  async untilKnown(ask: () => Promise<Told>): Promise<Told> {
    for (let tries = 0; ; tries++) {
      const told = await ask().catch(() => 'unknown' as const);
      if (told !== 'unknown' || tries > 200) return told;
      await pause(50);
    }
  }

  async close(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.db.close();
    await this.#server.stop();
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
