import { get as getPlain } from 'node:http';
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
  const hsts = await hstsOf({ ...to, rejectUnauthorized: false });
  const plain = await plainAnswer(host, plainPort);
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

/** What is said of the year to come, by whatever answers `/healthz`. */
function hstsOf(to: RequestOptions): Promise<string | null> {
  return new Promise((resolve) => {
    get({ ...to, path: '/healthz', agent: false, timeout: SILENCE_MS }, (answer) => {
      resolve(answer.headers['strict-transport-security'] ?? null);
      answer.resume();
    })
      .on('timeout', function (this: { destroy(): void }) {
        this.destroy();
      })
      .on('error', () => resolve(null));
  });
}

const maxAgeOf = (hsts: string | null) => Number(/max-age=(\d+)/.exec(hsts ?? '')?.[1] ?? 0);

/** With which status the address answers without TLS; null when it does not. */
function plainAnswer(host: string, port: number): Promise<number | null> {
  return new Promise((resolve) => {
    getPlain({ host, port, path: '/', agent: false, timeout: SILENCE_MS }, (answer) => {
      resolve(answer.statusCode ?? null);
      answer.resume();
    })
      .on('timeout', function (this: { destroy(): void }) {
        this.destroy();
      })
      .on('error', () => resolve(null));
  });
}
