import type { Server } from '../../http/server.ts';
import { newId } from '../../words/id.ts';
import { gzipped, packBatch } from '../batch.ts';
import { enrolmentProofText, proveDevice } from '../enrolment.ts';
import type { Attachment, Json, SignedOperation } from '../operation.ts';
import {
  CHAIN_START,
  type ChainEnd,
  makeDeviceKeys,
  publicKeyText,
  sealOperation,
  signText,
} from '../seal.ts';

export interface Written {
  readonly id: string;
  readonly seq: number;
  readonly signed: SignedOperation;
}

export interface Asked {
  readonly status: number;
  // oxlint-disable-next-line typescript/no-explicit-any -- an answer is judged property by property
  readonly json: any;
}

/** A phone without a screen: it writes operations down and sends them by the protocol. */
export interface TestPhone {
  readonly deviceId: string;
  readonly keys: CryptoKeyPair;
  readonly evidenceKey: string | null;
  /** The phone's own clock; the test sets it. */
  now: () => Date;
  /** Runs of the application: a new one has a monotonic clock of its own. */
  clock: { run: string; monotonicMs: () => number; offsetMs: number | null };
  end: ChainEnd;
  readonly written: Written[];
  write(
    kind: string,
    body: Record<string, Json>,
    more?: { id?: string; attachments?: Attachment[] },
  ): Promise<Written>;
  /** Sends these, or all, in one batch. */
  send(
    operations?: readonly SignedOperation[],
    more?: { coveredSeq?: number; rulingsCursor?: string },
  ): Promise<Asked>;
  /** Asks a route that needs a signed challenge. */
  prove(route: string, url: string, body?: object): Promise<Asked>;
}

/** Enrols a phone by a code, through the server's own routes. */
export async function enrolPhone(
  server: Server,
  code: string,
  now: () => Date,
  deviceId: string = newId(),
): Promise<TestPhone> {
  const keys = await makeDeviceKeys();
  const publicKey = await publicKeyText(keys.publicKey);
  const signature = await signText(keys.privateKey, enrolmentProofText(code, deviceId, publicKey));
  const answer = await post(server, '/devices/enrol', {
    code,
    deviceId,
    publicKey,
    model: 'Test',
    signature,
  });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.json));
  return openPhone(server, deviceId, keys, now, answer.json.evidenceKey);
}

function openPhone(
  server: Server,
  deviceId: string,
  keys: CryptoKeyPair,
  now: () => Date,
  evidenceKey: string | null,
): TestPhone {
  const phone: TestPhone = {
    deviceId,
    keys,
    evidenceKey,
    now,
    clock: { run: newId(), monotonicMs: () => now().valueOf() % 1e9, offsetMs: null },
    end: CHAIN_START,
    written: [],
    write: async (kind, body, { id = newId(), attachments = [] } = {}) => {
      const { signed, end, operation } = await sealOperation(keys.privateKey, phone.end, {
        id,
        device: deviceId,
        kind,
        occurredAt: phone.now().toISOString(),
        clock: { ...phone.clock, monotonicMs: phone.clock.monotonicMs() },
        body,
        attachments,
      });
      phone.end = end;
      const written = { id, seq: operation.seq, signed };
      phone.written.push(written);
      return written;
    },
    send: async (
      operations = phone.written.map(({ signed }) => signed),
      { coveredSeq = 0, rulingsCursor } = {},
    ) => {
      const clock = { ...phone.clock, monotonicMs: phone.clock.monotonicMs() };
      const head = {
        device: deviceId,
        sentAt: phone.now().toISOString(),
        clock,
        lastSeq: phone.end.seq,
        coveredSeq,
        ...(rulingsCursor !== undefined && { rulingsCursor }),
      };
      const batch = await packBatch(keys.privateKey, head, operations);
      const payload = Buffer.from(await gzipped(batch));
      return read(
        await server.app.inject({
          method: 'POST',
          url: `/api/devices/${deviceId}/operations`,
          headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
          payload,
        }),
      );
    },
    prove: async (route, url, body = {}) => {
      const asked = read(
        await server.app.inject({ method: 'GET', url: `/api/devices/${deviceId}/challenge` }),
      );
      const proof = await proveDevice(keys.privateKey, asked.json.challenge, deviceId, route);
      return post(server, url, { ...body, proof });
    },
  };
  return phone;
}

function read(answer: { statusCode: number; body: string }): Asked {
  return { status: answer.statusCode, json: JSON.parse(answer.body) };
}

async function post(server: Server, url: string, payload: object): Promise<Asked> {
  return read(await server.app.inject({ method: 'POST', url: `/api${url}`, payload }));
}
