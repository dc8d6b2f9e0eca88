import '@fastify/multipart';
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../words/refusal.ts';
import { plainName } from '../words/text.ts';
import type { Upload } from './bind.ts';

export interface ReceivedForm {
  readonly upload: Upload;
  readonly fields: Record<string, string>;
  /** Removes the file; the caller runs it when the request is over, however it ends. */
  discard(): Promise<void>;
}

/**
 * Streams the one file of a multipart form to disk while counting and hashing it; memory stays flat. Refuses
 * `invalid_input` when the file is missing, empty or larger than `maxBytes`, or when there is a second one.
 */
export async function receiveForm(
  request: FastifyRequest,
  folder: string,
  maxBytes: number,
): Promise<ReceivedForm> {
  if (!request.isMultipart()) throw fault('multipart/form-data');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${request.id}.upload`);
  const discard = () => rm(path, { force: true });
  const fields: Record<string, string> = {};
  let upload: Upload | null = null;
  try {
    const parts = request.parts({ limits: { files: 1, fileSize: maxBytes, fields: 50, fieldSize: 100_000 } });
    for await (const part of parts) {
      if (part.type === 'field') {
        if (typeof part.value === 'string') fields[part.fieldname] = part.value;
        continue;
      }
      const hash = createHash('sha256');
      let bytes = 0;
      const meter = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk);
          bytes += chunk.length;
          done(null, chunk);
        },
      });
      await pipeline(part.file, meter, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      if (part.file.truncated) throw fault(`at most ${maxBytes} bytes`);
      const sha256 = hash.digest('hex');
      upload = { path, fileName: plainName(part.filename), mediaType: part.mimetype, bytes, sha256 };
    }
    if (upload === null || upload.bytes === 0) throw fault('one file that is not empty');
    return { upload, fields, discard };
  } catch (error) {
    await discard();
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('FST_'))
      throw fault('one file');
    throw error;
  }
}

function fault(expected: string): Refusal {
  return new Refusal('invalid_input', { fields: [{ field: '/body/file', expected }] });
}
