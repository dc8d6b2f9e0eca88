import { type Batch, gzipped } from '#kernel/devices/batch.ts';
import type { devicesContract } from '#kernel/devices/contract.ts';
import { proveDevice } from '#kernel/devices/enrolment.ts';
import { toBase64url } from '#kernel/devices/seal.ts';
import { addressOf, type Reply } from '#kernel/web/ask.ts';
import { Failure, readFailure } from '#kernel/web/failure.ts';
import type { SyncReply } from '../store/shapes.ts';
import type { Line } from './flush.ts';

/** A link of 2G may take this long for a batch; longer than that it is dead. */
const WITHIN_MS = 60_000;

/**
 * One request of the phone. Rejects with a `Failure`: `unreachable` when no answer came, or one that is not our server's, such as a
 * guest network's page; else what the server said.
 */
export async function askServer(
  path: string,
  params: Readonly<Record<string, string>>,
  sent: { readonly json?: unknown; readonly gzip?: Uint8Array<ArrayBuffer>; readonly withinMs?: number } = {},
): Promise<unknown> {
  const { json, gzip, withinMs = WITHIN_MS } = sent;
  const body = gzip ?? (json === undefined ? undefined : JSON.stringify(json));
  const response = await fetch(addressOf(path, { params }), {
    method: body === undefined ? 'GET' : 'POST',
    cache: 'no-store',
    credentials: 'omit',
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(gzip && { 'content-encoding': 'gzip' }),
    },
    ...(body !== undefined && { body }),
    signal: AbortSignal.timeout(withinMs),
  }).catch(() => {
    throw new Failure({ code: 'unreachable' });
  });
  if (!response.ok) throw await readFailure(response);
  return response.json().catch(() => {
    throw new Failure({ code: 'unreachable' });
  });
}

export function openLine(deviceId: string, key: CryptoKey): Line {
  return {
    send: async (batch: Batch) =>
      (await askServer(
        '/devices/:deviceId/operations',
        { deviceId },
        { gzip: await gzipped(batch) },
      )) as SyncReply,
    sendPart: async (hash, challenge, offset, part) => {
      const path = '/devices/:deviceId/attachments/:hash';
      const proof = await proveDevice(key, challenge, deviceId, `POST ${path}`);
      const json = { proof, offset, content: toBase64url(part) };
      return (await askServer(path, { deviceId, hash }, { json })) as { have: number; whole: boolean };
    },
  };
}

/** Asks whether the server answers, and what its time is: the browser's own word on being online is not believed. */
export async function probe(
  deviceId: string,
): Promise<Reply<typeof devicesContract, 'GET /devices/:deviceId/challenge'>> {
  const answer = await askServer('/devices/:deviceId/challenge', { deviceId }, { withinMs: 10_000 });
  return answer as Reply<typeof devicesContract, 'GET /devices/:deviceId/challenge'>;
}

/** Fetches what a module packed for this phone, admitted by a challenge that it signs. */
export async function fetchPack(route: `POST ${string}`, deviceId: string, key: CryptoKey): Promise<unknown> {
  const { challenge } = await probe(deviceId);
  const proof = await proveDevice(key, challenge, deviceId, route);
  return askServer(route.slice('POST '.length), { deviceId }, { json: { proof } });
}
