import { setTimeout as pause } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { LEASE_S } from './settings.ts';

/** Longer than a lease, so that a leader which is only away for a while has been replaced when it comes back. */
const AWAY_MS = (LEASE_S + 15) * 1000;

/** What is done to the cluster; each leaves every node running again, and `cluster.whole` waits until all follow. */
export const EVENTS: Readonly<Record<string, { what: string; happen: (cluster: Cluster) => Promise<void> }>> =
  {
    switchover: {
      what: 'planned switchover',
      happen: async (cluster) => {
        const leader = await cluster.leader();
        const candidate = await cluster.synchronousStandby();
        const answer = await leader.askRest('/switchover', {
          leader: leader.place.name,
          candidate: candidate.place.name,
        });
        if (!answer.ok) throw new Error(`switchover: ${answer.status} ${await answer.text()}`);
      },
    },
    crash: {
      what: "kill -9 of the leader's PostgreSQL",
      happen: async (cluster) => (await cluster.leader()).killPostgres(),
    },
    kill: {
      what: 'kill -9 of the whole leader node',
      happen: async (cluster) => {
        const leader = await cluster.leader();
        await leader.kill();
        await pause(AWAY_MS);
        leader.start();
      },
    },
    pause: {
      what: 'the leader node stands still (SIGSTOP) and goes on',
      happen: async (cluster) => {
        const leader = await cluster.leader();
        leader.pause();
        await pause(AWAY_MS);
        leader.resume();
      },
    },
    partition: {
      what: 'the leader node is cut off from all others, and joined again',
      happen: async (cluster) => {
        const leader = await cluster.leader();
        leader.cutOff();
        await pause(AWAY_MS);
        leader.join();
      },
    },
    standby: {
      what: 'kill -9 of the synchronous standby node',
      happen: async (cluster) => {
        const standby = await cluster.synchronousStandby();
        await standby.kill();
        await pause(AWAY_MS);
        standby.start();
      },
    },
  };
