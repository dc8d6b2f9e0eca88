import { chownSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Account, identity } from '#app/platform/embedded-account.ts';
import { signalAll, type Started, startAs, workersIn } from './processes.ts';
import type { Programs } from './programs.ts';
import { mayUseEtcd3, type NodePlace, type Passwords, patroniConfig } from './settings.ts';
import { openStallingWire, type StallingWire } from './stalling-wire.ts';

interface NodeSettings {
  readonly name: string;
  readonly account: Account;
  readonly folder: string;
  readonly programs: Programs;
  readonly passwords: Passwords;
  readonly etcdPort: number;
  readonly postgresPort: number;
  readonly restPort: number;
}

/** One machine of the cluster: Patroni and its PostgreSQL, and the wires by which they meet the others. */
export class ClusterNode {
  readonly place: NodePlace;
  readonly #settings: NodeSettings;
  readonly #wires: readonly StallingWire[];
  #patroni: Started | null = null;

  private constructor(settings: NodeSettings, place: NodePlace, wires: readonly StallingWire[]) {
    this.#settings = settings;
    this.place = place;
    this.#wires = wires;
  }

  static async make(settings: NodeSettings): Promise<ClusterNode> {
    const { name, folder, postgresPort, restPort, etcdPort, account } = settings;
    const postgres = await openStallingWire(postgresPort);
    const rest = await openStallingWire(restPort);
    const etcd = await openStallingWire(etcdPort);
    const place = {
      name,
      folder,
      postgresPort,
      restPort,
      reachedPostgresPort: postgres.port,
      reachedRestPort: rest.port,
      etcdPort: etcd.port,
    };
    const config = join(folder, 'patroni.json');
    const { programs, passwords } = settings;
    const etcdKind = mayUseEtcd3(programs.patroniVersion) ? 'etcd3' : 'etcd';
    writeFileSync(config, patroniConfig(place, programs.postgres, passwords, etcdKind), { mode: 0o600 });
    const { uid, gid } = identity(account);
    if (uid !== undefined && gid !== undefined) chownSync(config, uid, gid);
    return new ClusterNode(settings, place, [postgres, rest, etcd]);
  }

  start(): void {
    const { account, folder, programs } = this.#settings;
    this.#patroni = startAs(account, folder, 'patroni', [programs.patroni, join(folder, 'patroni.json')]);
  }

  /** Patroni's own answers, from beside it: the partition does not stand in between. */
  askRest(path: string, body?: object): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.place.restPort}${path}`, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(body ? 60_000 : 2_000),
    });
  }

  /** A direct way to this node's PostgreSQL, leader or not. */
  url(database: string): string {
    const { superuser } = this.#settings.passwords;
    return `postgresql://postgres:${superuser}@127.0.0.1:${this.place.postgresPort}/${database}`;
  }

  /** SIGKILL of PostgreSQL alone; Patroni sees it. */
  killPostgres(): void {
    signalAll(this.#postgres(), 'SIGKILL');
  }

  /** The machine loses its power. */
  async kill(): Promise<void> {
    const patroni = this.#patroni;
    this.#patroni = null;
    if (!patroni) return;
    signalAll([patroni.pid], 'SIGKILL');
    signalAll(this.#postgres(), 'SIGKILL');
    await patroni.ended;
  }

  /** The machine stands still, as when its hypervisor moves it, and goes on as if nothing had been. */
  pause(): void {
    signalAll(this.#all(), 'SIGSTOP');
  }

  resume(): void {
    signalAll(this.#all(), 'SIGCONT');
  }

  cutOff(): void {
    for (const wire of this.#wires) wire.darken();
  }

  join(): void {
    for (const wire of this.#wires) wire.light();
  }

  async close(): Promise<void> {
    await this.kill();
    await Promise.all(this.#wires.map((wire) => wire.close()));
  }

  #postgres(): number[] {
    return workersIn(join(this.place.folder, 'data'));
  }

  #all(): number[] {
    return [...(this.#patroni ? [this.#patroni.pid] : []), ...this.#postgres()];
  }
}
