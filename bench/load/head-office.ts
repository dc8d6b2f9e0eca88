import { openAsBlob } from 'node:fs';
import { newId } from '#kernel/words/id.ts';

/** Acts of the head office, by HTTP as a browser does them. */
export async function askJson(
  address: string,
  cookie: string,
  method: 'GET' | 'POST',
  path: string,
  body?: object | FormData,
): Promise<Record<string, unknown>> {
  const form = body instanceof FormData;
  const answer = await fetch(`${address}/api${path}`, {
    method,
    headers: { cookie, ...(body && !form && { 'content-type': 'application/json' }) },
    ...(body && { body: form ? body : JSON.stringify(body) }),
  });
  const told = (await answer.json()) as Record<string, unknown>;
  if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(told)}`);
  return told;
}

/** Takes a funder's list in, and throws when it is not accepted whole. */
export async function takeListIn(
  address: string,
  cookie: string,
  list: { path: string; programme: string; month: string },
): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries({
    id: newId(),
    programme: list.programme,
    month: list.month,
    kind: 'regular',
  }))
    form.set(name, value);
  form.set('file', await openAsBlob(list.path), 'list.csv');
  const told = await askJson(address, cookie, 'POST', '/payouts/lists', form);
  if (told['outcome'] !== 'accepted') throw new Error(`the list was ${String(told['outcome'])}`);
}

export function settleProgramme(
  address: string,
  cookie: string,
  programme: string,
  month: string,
): Promise<unknown> {
  return askJson(address, cookie, 'POST', '/payouts/settlement', { id: newId(), programme, month });
}
