import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Database } from '#kernel/db/connect.ts';
import { readCode } from '#kernel/evidence/code.ts';
import { proveHandover } from '#kernel/evidence/receipt.ts';
import { findReceipt } from '#modules/payouts/pay/store/receipt-lookup.ts';
import { type Asked, type Looked, PAGE_PATH, RECEIPT_PAGE_CSS, receiptPage } from './receipt-page.ts';

/** Few enough that a code of 50 bits cannot be tried out, enough for a family at a counter's terminal. */
const RATE = { config: { rateLimit: { max: 20, timeWindow: 60_000 } } };
const LONGEST = 60;

/** The public page on which anyone who holds a receipt sees that it is in the signed record. */
export function mountReceiptPage(app: FastifyInstance, { db }: { readonly db: Database }): void {
  app.get(`${PAGE_PATH}/page.css`, (_request, reply) =>
    reply
      .type('text/css; charset=utf-8')
      .header('cache-control', 'public, max-age=3600')
      .send(RECEIPT_PAGE_CSS),
  );

  app.get(PAGE_PATH, RATE, async (request, reply) => {
    const asked = readAsked(request);
    const looked = await look(db, asked);
    return reply
      .code(looked.outcome === 'unknown' ? 404 : 200)
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(receiptPage(asked, looked));
  });

  app.get(`${PAGE_PATH}/bang-chung.json`, RATE, async (request, reply) => {
    const looked = await look(db, readAsked(request));
    if (looked.outcome !== 'proved') return reply.redirect(PAGE_PATH);
    return reply
      .type('application/json; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-disposition', `attachment; filename="${looked.proof.code}.json"`)
      .send(`${JSON.stringify(looked.proof, null, 2)}\n`);
  });
}

/**
 * Gives the public page a hostname of its own: nothing else answers there, and it answers nowhere else, so that neither can reach
 * into the other's origin (OWASP ASVS 5.0, 3.5.4).
 */
export function keepHostsApart(app: FastifyInstance, publicHost: string): void {
  app.addHook('onRequest', (request, reply, done) => {
    const [path = ''] = request.url.split('?');
    const isPublic = path === PAGE_PATH || path.startsWith(`${PAGE_PATH}/`);
    if (isPublic === (request.hostname.toLowerCase() === publicHost)) return done();
    void reply.code(404).type('text/plain; charset=utf-8').send('404\n');
  });
}

function readAsked(request: FastifyRequest): Asked {
  const asked = request.query as Readonly<Record<string, string | undefined>>;
  const { so, ma } = asScanned(asked['so']) ?? asked;
  const [number = '', code = ''] = [so, ma].map((text) =>
    (text ?? '').slice(0, LONGEST).trim().toUpperCase(),
  );
  return { number, code };
}

/** What the QR code of a paper says, typed or scanned into the first field: it holds number and code. */
function asScanned(text: string | undefined): { so: string; ma: string } | null {
  const found = /\?(so=[^#\s]{1,200})/i.exec(text ?? '');
  const said = new URLSearchParams(found?.[1]);
  const [so, ma] = [said.get('so'), said.get('ma')];
  return so === null || ma === null ? null : { so, ma };
}

/** A wrong code and a wrong number are answered alike, and before anything is shown the code must be the record's. */
async function look({ read }: Database, { number, code: typed }: Asked): Promise<Looked> {
  if (number === '' && typed === '') return { outcome: 'asked_nothing' };
  const code = readCode(typed);
  const paid = code === null ? null : await findReceipt(read, number);
  const proved = paid && (await proveHandover(read, paid.handoverId));
  if (!paid || !proved || proved.code !== code) return { outcome: 'unknown' };
  return proved.outcome === 'proved'
    ? { outcome: 'proved', paid, proof: proved.proof }
    : { outcome: proved.outcome, paid };
}
