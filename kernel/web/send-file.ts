import { Failure, readFailure } from './failure.ts';
import { noteReach } from './reach.ts';

interface Options {
  readonly fields: Readonly<Record<string, string>>;
  readonly file: File;
  /** Bytes sent, from 0 to 1; it stands at 1 while the server reads the file. */
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends a file with its fields, telling how much is sent, which `fetch` cannot. Answers the JSON of the reply; refuses with a
 * `Failure` as `ask` does, and with `file_empty` by itself. Aborting ends the sending; the server keeps nothing of half a file.
 */
export async function sendFile(
  address: string,
  { fields, file, onProgress, signal }: Options,
): Promise<unknown> {
  if (file.size === 0) throw new Failure({ code: 'file_empty' });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', file);
  const response = await send(address, form, onProgress, signal);
  if (!response.ok) throw await readFailure(response);
  return response.json().catch(() => {
    throw new Failure({ code: 'not_understood', reference: response.headers.get('x-reference') });
  });
}

function send(
  address: string,
  form: FormData,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Response> {
  const request = new XMLHttpRequest();
  return new Promise((done, failed) => {
    request.open('POST', address);
    request.setRequestHeader('accept', 'application/json');
    request.responseType = 'text';
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total === 0 ? 0 : loaded / total),
    );
    request.addEventListener('load', () => {
      noteReach(true);
      const reference = request.getResponseHeader('x-reference');
      const headers = reference === null ? {} : { 'x-reference': reference };
      done(new Response(request.responseText, { status: request.status, headers }));
    });
    request.addEventListener('error', () => {
      noteReach(false);
      failed(new Failure({ code: 'unreachable' }));
    });
    request.addEventListener('abort', () => failed(new DOMException('stopped', 'AbortError')));
    signal.addEventListener('abort', () => request.abort());
    request.send(form);
  });
}
