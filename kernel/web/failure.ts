import type { ErrorEnvelope } from '../http/envelope.ts';

interface Told {
  readonly code: string;
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly message?: { readonly vi: string; readonly en: string } | null;
  readonly reference?: string | null;
}

/**
 * Why a question was not answered. `code` is the refusal's code, `internal_error` for a defect of the server, or one of
 * the web's own: `unreachable` (no answer came), `not_understood` (something else than the product answered) and `file_empty`.
 */
export class Failure extends Error {
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** The server's own words in both languages, when it has any. */
  readonly text: { readonly vi: string; readonly en: string } | null;
  /** What the user can quote to support; null when the server never saw the question. */
  readonly reference: string | null;

  constructor({ code, facts = {}, message = null, reference = null }: Told) {
    super(code);
    this.name = 'Failure';
    this.code = code;
    this.facts = facts;
    this.text = message;
    this.reference = reference;
  }
}

/** Reads the error envelope of an answer. A proxy's page or a broken body becomes `not_understood`. */
export async function readFailure(response: Response): Promise<Failure> {
  const reference = response.headers.get('x-reference');
  const body = (await response.json().catch(() => null)) as Partial<ErrorEnvelope> | null;
  const error = body?.error;
  if (typeof error?.code !== 'string') return new Failure({ code: 'not_understood', reference });
  return new Failure({ ...error, reference: error.reference ?? reference });
}

/** Whatever was thrown, as a failure: a fault of the page itself is `page_fault`. */
export function asFailure(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure({ code: 'page_fault' });
}
