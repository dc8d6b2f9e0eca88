import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What pages may load: our own files only, and no inline script or style without this answer's nonce. */
export function contentPolicy(nonce?: string): string {
  const own = nonce === undefined ? `'self'` : `'self' 'nonce-${nonce}'`;
  // A page may compile WebAssembly, which the reader of codes is made of; it still comes from here alone.
  const scripts = nonce === undefined ? own : `${own} 'wasm-unsafe-eval'`;
  return [
    `default-src 'self'`,
    `script-src ${scripts}`,
    `style-src ${own}`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'`,
    `worker-src 'self' blob:`,
    // A paper is printed from a frame that holds the PDF.
    `frame-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

type Page = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | null;

/**
 * Serves a folder of built web files. A folder in it that holds an `index.html` is an application of its own: an address
 * below it that is no file answers with that page. Built assets carry their hash in the name and never change. The text
 * `__CSP_NONCE__` in a page becomes the answer's nonce, for libraries that make style elements.
 */
export async function serveWeb(app: FastifyInstance, folder: string): Promise<Page> {
  const pages = await findPages(folder);
  if (pages.size === 0) return () => null;
  await app.register(fastifyStatic, {
    root: folder,
    index: false,
    // One route a file: what is no file is left to the page that answers below it.
    wildcard: false,
    setHeaders: (reply, path) => {
      const forever = path.includes('/assets/');
      void reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  return (request, reply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null;
    const path = request.url.split('?')[0] ?? '/';
    // A missing asset must stay missing: a page in its place hides the fault.
    if (/\.[a-z0-9]+$/i.test(path)) return null;
    const html = pages.get(`/${path.split('/')[1] ?? ''}`) ?? pages.get('/');
    if (html === undefined) return null;
    const nonce = randomBytes(16).toString('base64');
    return reply
      .code(200)
      .header('content-security-policy', contentPolicy(nonce))
      .header('cache-control', 'no-cache')
      .type('text/html; charset=utf-8')
      .send(html.replaceAll('__CSP_NONCE__', nonce));
  };
}

async function findPages(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const places = ['', ...entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)];
  const found = await Promise.all(
    places.map(async (place) => {
      const html = await readFile(join(folder, place, 'index.html'), 'utf8').catch(() => null);
      return html === null ? null : ([`/${place}`, html] as const);
    }),
  );
  return new Map(found.filter((page) => page !== null));
}
