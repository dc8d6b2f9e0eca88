/** What Patroni and HAProxy are told; docs/high-availability.md explains each line to whoever runs a cluster. */

export interface NodePlace {
  readonly name: string;
  readonly folder: string;
  /** Where the node listens, and where the others reach it: across the wires that a partition darkens. */
  readonly postgresPort: number;
  readonly restPort: number;
  readonly reachedPostgresPort: number;
  readonly reachedRestPort: number;
  readonly etcdPort: number;
}

export interface Passwords {
  readonly superuser: string;
  readonly replication: string;
}

/** Seconds after which a leader that says nothing has lost its lease; the least that Patroni recommends. */
export const LEASE_S = 20;

/**
 * Whether this Patroni may keep its lease by etcd's third protocol. Before 3.0.3 a leader that had stood still wrote its name
 * over that of its successor there (Patroni's pull request 2689), and what had been acknowledged in between was gone; by
 * the second protocol it compares first.
 */
export function mayUseEtcd3(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = (/\d+(\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);
  return major * 1e6 + minor * 1e3 + patch >= 3_000_003;
}

/** A node's configuration. Patroni reads YAML, and JSON is YAML. */
export function patroniConfig(
  node: NodePlace,
  postgres: string,
  passwords: Passwords,
  etcd: 'etcd' | 'etcd3',
): string {
  const local = '127.0.0.1';
  return JSON.stringify({
    scope: 'tungnha',
    name: node.name,
    restapi: {
      listen: `${local}:${node.restPort}`,
      connect_address: `${local}:${node.reachedRestPort}`,
    },
    // A real cluster names its three etcd members; here the node's wire is the only way.
    [etcd]: { hosts: [`${local}:${node.etcdPort}`], use_proxies: true },
    bootstrap: {
      dcs: {
        ttl: LEASE_S,
        loop_wait: 5,
        retry_timeout: 5,
        maximum_lag_on_failover: 1_048_576,
        // No commit is answered before a second node has it, and none at all while there is no second node.
        synchronous_mode: true,
        synchronous_mode_strict: true,
        // A crashed leader is replaced at once by its synchronous standby instead of being waited for.
        primary_start_timeout: 0,
        postgresql: {
          use_pg_rewind: true,
          remove_data_directory_on_rewind_failure: true,
          remove_data_directory_on_diverged_timelines: true,
          parameters: {
            max_connections: 200,
            synchronous_commit: 'on',
            wal_log_hints: 'on',
            wal_sender_timeout: '10s',
            wal_receiver_timeout: '10s',
            shared_buffers: '128MB',
            max_wal_size: '1GB',
          },
        },
      },
      initdb: [{ encoding: 'UTF8' }, { locale: 'C.UTF-8' }, 'data-checksums'],
      pg_hba: [
        `host replication replicator ${local}/32 scram-sha-256`,
        `host all all ${local}/32 scram-sha-256`,
      ],
    },
    postgresql: {
      listen: `${local}:${node.postgresPort}`,
      connect_address: `${local}:${node.reachedPostgresPort}`,
      data_dir: `${node.folder}/data`,
      bin_dir: postgres,
      pgpass: `${node.folder}/pgpass`,
      parameters: { unix_socket_directories: node.folder },
      authentication: {
        superuser: { username: 'postgres', password: passwords.superuser },
        replication: { username: 'replicator', password: passwords.replication },
        rewind: { username: 'rewinder', password: passwords.replication },
      },
    },
  });
}

/** One port that leads to the leader. Whoever is no longer the leader loses its connections at once. */
export function haproxyConfig(port: number, nodes: readonly NodePlace[]): string {
  const servers = nodes.map(
    (node) =>
      `  server ${node.name} 127.0.0.1:${node.reachedPostgresPort} check port ${node.reachedRestPort}`,
  );
  return `global
  maxconn 2000
defaults
  mode tcp
  retries 2
  timeout connect 4s
  timeout check 2s
  # A connection that listens for notifications is silent for hours.
  timeout client 24h
  timeout server 24h
listen leader
  bind 127.0.0.1:${port}
  option httpchk OPTIONS /primary
  http-check expect status 200
  default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
${servers.join('\n')}
`;
}
