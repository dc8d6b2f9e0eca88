import type { FastifyRequest } from 'fastify';
import { Refusal } from '../words/refusal.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses `not_allowed` when a browser sends a write from another site (CSRF; OWASP: Fetch Metadata, then Origin).
 * A request without either header comes from no browser and carries no one's cookie by accident.
 */
export function refuseForeignOrigin(request: FastifyRequest): void {
  if (SAFE.has(request.method)) return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Refusal('not_allowed', { because: 'foreign_origin' });
  const { origin, host } = request.headers;
  if (origin === undefined) return;
  if (!URL.canParse(origin) || new URL(origin).host !== host)
    throw new Refusal('not_allowed', { because: 'foreign_origin' });
}
