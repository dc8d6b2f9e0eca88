import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { type Account, chooseAccount, identity } from '#app/platform/embedded-account.ts';
import { ClusterNode } from './node.ts';
import { signalAll, type Started, startAs, until } from './processes.ts';
import type { Programs } from './programs.ts';
import { haproxyConfig, type Passwords } from './settings.ts';

interface Member {
  readonly name: string;
  readonly role: string;
  readonly state: string;
  readonly lag?: number | string;
}

const START_S = 120;

/** Three nodes with PostgreSQL and Patroni, one etcd, and HAProxy before them, on loopback. */
export class Cluster {
  readonly nodes: readonly ClusterNode[];
  readonly port: number;
  readonly passwords: Passwords;
  readonly #around: readonly Started[];

  private constructor(
    nodes: readonly ClusterNode[],
    port: number,
    passwords: Passwords,
    around: readonly Started[],
  ) {
    this.nodes = nodes;
    this.port = port;
    this.passwords = passwords;
    this.#around = around;
  }

  /** `folder` is one that an ordinary account can reach. */
  static async start(programs: Programs, folder: string): Promise<Cluster> {
    chmodSync(folder, 0o711);
    const account = chooseAccount(join(programs.postgres, 'postgres'), folder);
    const room = (name: string) => makeRoom(account, join(folder, name));
    const [etcdPort = 0, peerPort = 0, port = 0, ...ports] = await freePorts(9);
    const etcdRoom = room('etcd');
    const [client, peer] = [`http://127.0.0.1:${etcdPort}`, `http://127.0.0.1:${peerPort}`];
    const options = {
      name: 'one',
      'data-dir': join(etcdRoom, 'data'),
      'enable-v2': 'true',
      'listen-client-urls': client,
      'advertise-client-urls': client,
      'listen-peer-urls': peer,
      'initial-advertise-peer-urls': peer,
      'initial-cluster': `one=${peer}`,
    };
    const etcd = startAs(account, etcdRoom, 'etcd', [
      programs.etcd,
      ...Object.entries(options).map(([name, value]) => `--${name}=${value}`),
    ]);
    const around = [etcd];
    const nodes: ClusterNode[] = [];
    const passwords = { superuser: secret(), replication: secret() };
    const cluster = new Cluster(nodes, port, passwords, around);
    try {
      await until('etcd', 20, async () => (await fetch(`http://127.0.0.1:${etcdPort}/health`)).ok);
      for (const [i, name] of ['a', 'b', 'c'].entries())
        nodes.push(
          await ClusterNode.make({
            name,
            account,
            folder: room(name),
            programs,
            passwords,
            etcdPort,
            postgresPort: ports[i * 2] as number,
            restPort: ports[i * 2 + 1] as number,
          }),
        );
      const proxyRoom = room('haproxy');
      const config = join(proxyRoom, 'haproxy.cfg');
      writeFileSync(
        config,
        haproxyConfig(
          port,
          nodes.map((node) => node.place),
        ),
      );
      around.push(startAs(account, proxyRoom, 'haproxy', [programs.haproxy, '-db', '-f', config]));
      for (const node of nodes) node.start();
      await cluster.whole(START_S);
      return cluster;
    } catch (error) {
      await cluster.stop();
      throw error;
    }
  }

  /** The superuser's way to the leader through HAProxy; the product does not use it. */
  url(database: string, user = 'postgres', password = this.passwords.superuser): string {
    return `postgresql://${user}:${password}@127.0.0.1:${this.port}/${database}`;
  }

  /** Waits until one node leads, both others follow without lag, and one of them is synchronous. */
  whole(seconds = 180): Promise<true> {
    return until('three nodes, one leader, a synchronous standby', seconds, async () => {
      const members = await this.#members();
      const leads = members.filter(({ role, state }) => role === 'leader' && state === 'running');
      const follow = members.filter(
        ({ state, lag }) => ['running', 'streaming'].includes(state) && Number(lag) === 0,
      );
      const synchronous = follow.some(({ role }) => role === 'sync_standby');
      return leads.length === 1 && follow.length === 2 && synchronous;
    });
  }

  leader(): Promise<ClusterNode> {
    return this.#inRole('leader');
  }

  synchronousStandby(): Promise<ClusterNode> {
    return this.#inRole('sync_standby');
  }

  async #inRole(role: string): Promise<ClusterNode> {
    return until(role, 60, async () => {
      const member = (await this.#members()).find((each) => each.role === role);
      return this.nodes.find(({ place }) => place.name === member?.name);
    });
  }

  /** What the nodes say of each other; of those that answer, the first. */
  async #members(): Promise<Member[]> {
    const answer = await Promise.any(this.nodes.map((node) => node.askRest('/cluster')));
    return ((await answer.json()) as { members: Member[] }).members;
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.close()));
    signalAll(
      this.#around.map(({ pid }) => pid),
      'SIGKILL',
    );
    await Promise.all(this.#around.map(({ ended }) => ended));
  }
}

function makeRoom(account: Account, path: string): string {
  mkdirSync(path, { mode: 0o700 });
  const { uid, gid } = identity(account);
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
  return realpathSync(path);
}

function secret(): string {
  return randomBytes(12).toString('hex');
}

async function freePorts(count: number): Promise<number[]> {
  const probes = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(probes.map((probe) => once(probe, 'listening')));
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map((probe) => new Promise((done) => probe.close(done))));
  return ports;
}
