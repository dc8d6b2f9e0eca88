import { get as getPlain, type IncomingMessage } from 'node:http';
import { get, type RequestOptions } from 'node:https';
import {
  connect,
  type ConnectionOptions,
  type PeerCertificate,
  type SecureVersion,
  type TLSSocket,
} from 'node:tls';

/** What was found of one thing; `right` false is something that the operator mends. */
export interface Finding {
  readonly what:
    | 'reached'
    | 'certificate'
    | 'days'
    | 'newest'
    | 'old-versions'
    | 'secrecy'
    | 'hsts'
    | 'plain-http';
  readonly right: boolean;
  readonly said: string;
}

const SILENCE_MS = 10_000;
const DAYS_LEFT = 14;
const YEAR_S = 31_536_000;
const OLD: readonly SecureVersion[] = ['TLSv1', 'TLSv1.1'];
/** Whatever the library still knows: what is asked is what the other side takes. */
const ANY = 'ALL:@SECLEVEL=0';
/** Ways in which a key that is stolen later opens what was recorded before, and ways without any protection. */
const WITHOUT_SECRECY = 'kRSA:aNULL:eNULL:@SECLEVEL=0';

/**
 * Looks at the address by which people come, as OWASP ASVS 5.0, 12.1.1, 12.1.2, 12.2.1, 12.2.2 and 3.4.1 ask: the certificate and the
 * days it has left, TLS 1.3 and 1.2 and nothing older, forward secrecy, HSTS of a year, and nothing served without TLS. `trusted` are
 * certificates of one's own authority. `plainPort` is where http would answer.
 */
export async function checkHttps(
  host: string,
  port: number,
  { trusted, plainPort = 80 }: { trusted?: string | undefined; plainPort?: number } = {},
): Promise<Finding[]> {
  const to = { host, port, servername: host, ...(trusted !== undefined && { ca: trusted }) };
  const first = await shake({ ...to, rejectUnauthorized: false }).catch((error: unknown) => String(error));
  if (typeof first === 'string') return [{ what: 'reached', right: false, said: first }];
  const { authorized, authorizationError, validTo, version } = first;
  const days = Math.floor((Date.parse(validTo) - Date.now()) / 86_400_000);
  const takes = (options: ConnectionOptions) =>
    shake({ ...to, rejectUnauthorized: false, ...options }).then(
      () => true,
      () => false,
    );
  const old: string[] = [];
  for (const each of OLD)
    if (await takes({ minVersion: each, maxVersion: each, ciphers: ANY })) old.push(each);
  const open = await takes({ minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ciphers: WITHOUT_SECRECY });
  const secure = await answerOf(get, { ...to, path: '/healthz', rejectUnauthorized: false });
  const hsts = secure?.headers['strict-transport-security'] ?? null;
  const plain = (await answerOf(getPlain, { host, port: plainPort, path: '/' }))?.statusCode ?? null;
  return [
    { what: 'certificate', right: authorized, said: authorized ? 'ok' : authorizationError },
    { what: 'days', right: days >= DAYS_LEFT, said: String(days) },
    { what: 'newest', right: version === 'TLSv1.3', said: version },
    { what: 'old-versions', right: old.length === 0, said: old.join(', ') || '–' },
    { what: 'secrecy', right: !open, said: open ? 'RSA' : 'ECDHE' },
    { what: 'hsts', right: maxAgeOf(hsts) >= YEAR_S, said: hsts ?? '–' },
    {
      what: 'plain-http',
      right: plain === null || (plain >= 300 && plain < 400),
      said: String(plain ?? '–'),
    },
  ];
}

interface Shaken {
  readonly authorized: boolean;
  readonly authorizationError: string;
  readonly validTo: string;
  readonly version: string;
}

function shake(options: ConnectionOptions): Promise<Shaken> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connect(options, () => {
      const certificate: PeerCertificate = socket.getPeerCertificate();
      resolve({
        authorized: socket.authorized,
        authorizationError: String(socket.authorizationError ?? ''),
        validTo: certificate.valid_to,
        version: socket.getProtocol() ?? '',
      });
      socket.end();
    });
    socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error(`no answer for ${SILENCE_MS / 1000} s`)));
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('hung up')));
  });
}

/** How a page is answered, its content left unread; null where nobody answers. */
function answerOf(
  request: typeof get | typeof getPlain,
  options: RequestOptions,
): Promise<IncomingMessage | null> {
  return new Promise((resolve) => {
    const asked = request({ ...options, agent: false, timeout: SILENCE_MS }, (answer) => {
      resolve(answer);
      answer.resume();
    });
    asked.on('timeout', () => asked.destroy()).on('error', () => resolve(null));
  });
}

const maxAgeOf = (hsts: string | null) => Number(/max-age=(\d+)/.exec(hsts ?? '')?.[1] ?? 0);
