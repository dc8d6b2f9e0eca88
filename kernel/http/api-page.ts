import { type Contract, methodOf, pathOf, type Route, type RouteKey } from '../contract/contract.ts';
import type { ApiInfo } from './openapi.ts';

/** The contracts as a page for people: no script, no outside asset. */
export function apiPageOf(contracts: readonly Contract[], info: ApiInfo): string {
  const routes = contracts.flatMap((contract) => Object.entries(contract) as [RouteKey, Route][]);
  const groups = Map.groupBy(routes, ([key]) => pathOf(key).split('/')[1] ?? '');
  const sections = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, group]) => sectionOf(name, group));
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(info.title)} API</title>
<link rel="stylesheet" href="/api/page.css"></head>
<body><main><h1>${escape(info.title)} API ${escape(info.version)}</h1>
<p>The same as <a href="/api/openapi.json">OpenAPI 3.1</a>. Amounts are whole VND as strings of digits; days are
<code>YYYY-MM-DD</code>; ids are UUIDv7 made by the caller. Errors are
<code>{"error":{"code","facts","message":{"vi","en"},"reference"}}</code>.</p>
${sections.join('\n')}
</main></body></html>
`;
}

function sectionOf(name: string, routes: readonly [RouteKey, Route][]): string {
  return `<section><h2>${escape(name)}</h2>${routes.map(([key, route]) => routeOf(key, route)).join('\n')}</section>`;
}

function routeOf(key: RouteKey, route: Route): string {
  const may = typeof route.may === 'string' ? route.may : route.may.join(', ');
  const parts = (['params', 'query', 'body', 'reply'] as const)
    .filter((part) => route[part] !== undefined)
    .map((part) => `<dt>${part}</dt><dd><pre>${escape(pretty(route[part]))}</pre></dd>`);
  const notes = [
    `may: ${may}`,
    `scope: ${route.scope}`,
    ...(route.stepUp ? ['needs presence proved again'] : []),
    ...(route.audit ? ['each look is recorded'] : []),
    ...(route.refusals.length > 0 ? [`refuses: ${route.refusals.join(', ')}`] : []),
  ];
  return `<details><summary><b>${methodOf(key)}</b> <code>/api${escape(pathOf(key))}</code> ${escape(route.summary.en)}</summary>
<p lang="vi">${escape(route.summary.vi)}</p><p>${escape(notes.join(' · '))}</p><dl>${parts.join('')}</dl></details>`;
}

function pretty(schema: unknown): string {
  return typeof schema === 'string' ? schema : JSON.stringify(schema, null, 2);
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

export const API_PAGE_CSS = `body { font: 16px/1.5 system-ui, sans-serif; margin: 0; color: #1a1a1a; background: #fff }
main { max-width: 60rem; margin: 0 auto; padding: 1rem }
details { border-bottom: 1px solid #ddd; padding: .5rem 0 }
summary { cursor: pointer }
pre { background: #f4f4f4; padding: .5rem; overflow-x: auto; font-size: 13px }
dt { font-weight: 600 }
dd { margin: 0 }
a { color: #0b4f9e }
`;
