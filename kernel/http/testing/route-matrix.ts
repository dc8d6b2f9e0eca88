import {
  type Contract,
  methodOf,
  officeSource,
  pathOf,
  type Route,
  type RouteKey,
} from '../../contract/contract.ts';
import { newId } from '../../words/id.ts';
import type { Server } from '../server.ts';

export interface MatrixSettings {
  readonly app: Server['app'];
  readonly contracts: readonly Contract[];
  readonly roles: readonly string[];
  /** The root of the office tree and two offices below it, neither above the other. */
  readonly offices: { readonly root: string; readonly a: string; readonly b: string };
  /** The Cookie header of a fresh session of somebody who holds this role at this office only. */
  readonly cookieOf: (role: string, officeId: string) => Promise<string>;
}

/** One request whose answer follows from the contract alone. */
export interface MatrixCase {
  readonly route: RouteKey;
  readonly caller: string;
  readonly expected: string;
  readonly got: string;
}

/**
 * Asks every route as everybody who must be refused, and once as somebody who must not: signed out, each role that is
 * not admitted, an admitted role at another office, and an admitted role at the root. Answers the cases that went
 * otherwise than the contract says; none is right.
 */
export async function checkRouteMatrix(
  settings: MatrixSettings,
): Promise<{ checked: number; wrong: MatrixCase[] }> {
  const wrong: MatrixCase[] = [];
  let checked = 0;
  for (const contract of settings.contracts)
    for (const [key, route] of Object.entries(contract) as [RouteKey, Route][])
      for (const each of await casesOf(route, settings)) {
        checked++;
        const got = await ask(key, route, each, settings);
        const right = each.expected === 'admitted' ? !/^(401|403|500)/.test(got) : got === each.expected;
        if (!right) wrong.push({ route: key, caller: each.caller, expected: each.expected, got });
      }
  return { checked, wrong };
}

interface Asked {
  readonly caller: string;
  readonly cookie: string | null;
  readonly officeId: string;
  readonly expected: string;
}

async function casesOf(route: Route, { roles, offices, cookieOf }: MatrixSettings): Promise<Asked[]> {
  if (route.may === 'anyone') return [];
  const { root, a, b } = offices;
  const admitted = route.may === 'signed-in' ? roles : route.may;
  const cases: Asked[] = [
    { caller: 'signed out', cookie: null, officeId: a, expected: '401 not_signed_in' },
    {
      caller: 'a forged session',
      cookie: 'tungnha.session_token=x.y',
      officeId: a,
      expected: '401 not_signed_in',
    },
  ];
  for (const role of roles.filter((each) => !admitted.includes(each)))
    cases.push({
      caller: `${role} at the root`,
      cookie: await cookieOf(role, root),
      officeId: a,
      expected: '403 not_allowed',
    });
  for (const role of admitted) {
    const elsewhere = { caller: `${role} of another office`, cookie: await cookieOf(role, b), officeId: a };
    const namesOffice = route.scope === 'office' && officeSource(route) !== null;
    if (namesOffice || route.scope === 'province') cases.push({ ...elsewhere, expected: '403 not_allowed' });
    if (route.reply !== 'events')
      cases.push({
        caller: `${role} at the root`,
        cookie: await cookieOf(role, root),
        officeId: a,
        expected: 'admitted',
      });
  }
  return cases;
}

/** A body names the office and something no contract knows, so an admitted request is refused before it does anything. */
async function ask(key: RouteKey, route: Route, asked: Asked, { app }: MatrixSettings): Promise<string> {
  const source = officeSource(route);
  const path = pathOf(key).replace(/:([a-zA-Z]+)/g, (_, name: string) =>
    name === 'officeId' ? asked.officeId : newId(),
  );
  const query = source === 'query' ? `?officeId=${asked.officeId}` : '';
  const body = source === 'body' ? { officeId: asked.officeId, unknownToAll: true } : { unknownToAll: true };
  const answer = await app.inject({
    method: methodOf(key),
    url: `/api${path}${query}`,
    headers: asked.cookie === null ? {} : { cookie: asked.cookie },
    ...(methodOf(key) === 'GET' || route.upload ? {} : { payload: body }),
  });
  const code = answer.headers['content-type']?.toString().includes('json')
    ? (answer.json<{ error?: { code?: string } }>().error?.code ?? '')
    : '';
  return `${answer.statusCode} ${code}`.trim();
}
